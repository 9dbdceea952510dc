package dozo.storage.index.header;

import dozo.core.value.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The form in which a text stands in a column: one that every database takes, and that still tells texts apart. */
public final class KeyText {

    /** Longest text in a column, in UTF-16 units; the standard's longest searched value has 64 characters a group. */
    public static final int MAX_LENGTH = 255;

    private static final int DIGEST_DIGITS = 64;
    private static final char REPLACEMENT = '\uFFFD';

    private KeyText() {}

    /**
     * The text without control characters and broken surrogates, which PostgreSQL refuses; one that is too long ends in
     * its own digest, so that two different ones never become one patient.
     */
    public static String of(String text) {
        String clean = isClean(text) ? text : clean(text);
        if (clean.length() <= MAX_LENGTH) {
            return clean;
        }
        MessageDigest digest = ContentDigest.newMessageDigest();
        String hex = HexFormat.of().formatHex(digest.digest(clean.getBytes(StandardCharsets.UTF_8)));
        int kept = MAX_LENGTH - DIGEST_DIGITS - 1;
        kept -= Character.isHighSurrogate(clean.charAt(kept - 1)) ? 1 : 0;
        return clean.substring(0, kept) + '~' + hex;
    }

    private static boolean isClean(String text) {
        return text.chars().allMatch(c -> c >= ' ' && !Character.isSurrogate((char) c));
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= ' ')
                .forEach(c -> clean.appendCodePoint(
                        Character.isBmpCodePoint(c) && Character.isSurrogate((char) c) ? REPLACEMENT : c));
        return clean.toString();
    }
}
