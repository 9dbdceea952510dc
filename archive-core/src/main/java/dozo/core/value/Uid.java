package dozo.core.value;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A DICOM unique identifier that is safe to index, to log and to send (PS3.5 section 9.1).
 *
 * <p>At most {@value #MAX_LENGTH} characters, digits and full stops only, no empty component. One leniency: a component may
 * start with a zero, since devices in the field produce such identifiers and refusing them would lose images. Trailing
 * padding must have been removed before. Immutable.
 *
 * @param value the identifier as text, never empty
 */
public record Uid(String value) implements Comparable<Uid> {

    /** Longest identifier in characters (PS3.5 section 9.1). */
    public static final int MAX_LENGTH = 64;

    /** @throws IllegalArgumentException when {@code value} is not a valid identifier */
    public Uid {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a valid DICOM UID");
        }
    }

    /** The identifier, or empty when {@code text} is null or no valid identifier; for text that came from outside. */
    public static Optional<Uid> parse(@Nullable String text) {
        return text != null && isValid(text) ? Optional.of(new Uid(text)) : Optional.empty();
    }

    /** A new UID made from a random UUID (PS3.5 section B.2). */
    public static Uid random() {
        String hex = UUID.randomUUID().toString().replace("-", "");
        return new Uid("2.25." + new BigInteger(hex, 16));
    }

    /** Whether {@code text} may be wrapped into a {@link Uid}; false for null. */
    public static boolean isValid(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        boolean componentOpen = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!componentOpen) {
                    return false;
                }
                componentOpen = false;
            } else if (c >= '0' && c <= '9') {
                componentOpen = true;
            } else {
                return false;
            }
        }
        return componentOpen;
    }

    @Override
    public int compareTo(Uid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
