package dozo.core.value;

import java.util.Optional;

/**
 * The name of an Application Entity: 1 to 16 characters of the default repertoire without backslash and control
 * characters, leading and trailing spaces not significant (PS3.5 section 6.2, VR AE; PS3.8 section 9.3.2). Immutable.
 *
 * @param value the title without surrounding spaces, never empty
 */
public record AeTitle(String value) implements Comparable<AeTitle> {

    /** Longest title in characters. */
    public static final int MAX_LENGTH = 16;

    /** @throws IllegalArgumentException when {@code value} is not a valid title once its surrounding spaces are removed */
    public AeTitle {
        value = value.strip();
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "not a valid AE title: 1 to 16 printable ASCII characters, no backslash");
        }
    }

    /** The title, or empty when {@code text} is null or not valid; for text that came from outside. */
    public static Optional<AeTitle> parse(String text) {
        return text != null && isValid(text.strip()) ? Optional.of(new AeTitle(text)) : Optional.empty();
    }

    private static boolean isValid(String stripped) {
        return !stripped.isEmpty()
                && stripped.length() <= MAX_LENGTH
                && stripped.chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != '\\');
    }

    @Override
    public int compareTo(AeTitle other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
