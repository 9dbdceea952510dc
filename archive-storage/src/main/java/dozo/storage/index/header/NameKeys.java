package dozo.storage.index.header;

import dozo.core.charset.PersonName;
import dozo.core.charset.SearchKey;

/**
 * A person name as it is searched: each component group folded, {@code ''} where there is none. Immutable. Identifies a
 * patient: not for logs.
 */
public record NameKeys(String alphabetic, String ideographic, String phonetic) {

    public static final NameKeys NONE = new NameKeys("", "", "");

    /** The keys of a decoded value. */
    public static NameKeys of(String value) {
        if (value.isEmpty()) {
            return NONE;
        }
        PersonName name = PersonName.parse(value);
        return new NameKeys(fold(name.alphabetic()), fold(name.ideographic()), fold(name.phonetic()));
    }

    /** Whether some writing that both names have is not the same. */
    public boolean contradicts(NameKeys other) {
        return differ(alphabetic, other.alphabetic)
                || differ(ideographic, other.ideographic)
                || differ(phonetic, other.phonetic);
    }

    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    private static String fold(PersonName.Group group) {
        return group.isEmpty() ? "" : KeyText.of(SearchKey.fold(group.toString()));
    }

    @Override
    public String toString() {
        return "NameKeys";
    }
}
