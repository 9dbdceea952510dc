package dozo.core.value;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a stored Part 10 file, taken once on receipt and tested on every way since (INV-5); the same figure that
 * {@code sha256sum} prints. Immutable.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ContentDigest(String hex) {

    private static final int HEX_LENGTH = 64;

    /** @throws IllegalArgumentException when {@code hex} is not 64 lower-case hexadecimal digits */
    public ContentDigest {
        if (hex.length() != HEX_LENGTH || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal digits");
        }
    }

    /** The digest that {@code digest} has gathered; this completes and resets {@code digest}. */
    public static ContentDigest of(MessageDigest digest) {
        return new ContentDigest(HexFormat.of().formatHex(digest.digest()));
    }

    /** A fresh SHA-256 to feed; not thread-safe. */
    public static MessageDigest newMessageDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
