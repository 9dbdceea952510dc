package dozo.core.dictionary;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.util.Optional;
import java.util.OptionalInt;

/** The data elements of the standard and of known private creators. Thread-safe; the tables are read at first use. */
public final class DataDictionary {

    private DataDictionary() {}

    /** What the standard says of {@code tag}; empty for private and unknown elements. */
    public static Optional<DictionaryEntry> entry(int tag) {
        return Optional.empty();
    }

    /** What is known of a private element of the creator that reserved its block; empty when unknown. */
    public static Optional<DictionaryEntry> entry(int tag, String privateCreator) {
        return Optional.empty();
    }

    /** The element of this keyword, such as {@code PatientName}; of a repeating group the first (60000010H). */
    public static OptionalInt tagOf(String keyword) {
        return OptionalInt.empty();
    }

    /** The representation to assume for {@code tag} where none is stated; UN when unknown. */
    public static Vr vrOf(int tag) {
        if (Tag.element(tag) == 0) {
            return Vr.UL;
        }
        return Vr.UN;
    }

    /** As {@link #vrOf(int)}, for elements in a block that {@code privateCreator} reserved; null when none did. */
    public static Vr vrOf(int tag, String privateCreator) {
        return vrOf(tag);
    }
}
