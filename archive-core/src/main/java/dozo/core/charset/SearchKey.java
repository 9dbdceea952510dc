package dozo.core.charset;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The form of a name or text in which writings that mean the same are equal: what an index holds and what matching
 * compares (PS3.4 section C.2.2.2 leaves it to the archive which writings match).
 */
public final class SearchKey {

    /** Delimiters of values and names, and the wildcards of matching (PS3.4 section C.2.2.2.4). */
    private static final String SIGNIFICANT = "\\^=*?";
    /** The same characters in full width, which mean themselves. */
    private static final String FULL_WIDTH = "\uFF3C\uFF3E\uFF1D\uFF0A\uFF1F";

    private static final int NAME_GROUPS = 3;
    private static final int KATAKANA_TO_HIRAGANA = 0x60;

    private SearchKey() {}

    /**
     * Folds a decoded value: half and full width, composed and decomposed, katakana and hiragana, lower and upper case
     * become one. Spaces around name components and delimiters at the end are dropped. Delimiters and wildcards stay what
     * they are, so that patterns may be folded too, and no folded character becomes one of them.
     */
    public static String fold(String text) {
        return joinFolded("=", text, SearchKey::foldGroup);
    }

    /** The keys of a name's alphabetic, ideographic and phonetic group, each of them possibly empty: always three. */
    public static List<String> foldGroups(String name) {
        String[] groups = name.split("=", -1);
        return IntStream.range(0, NAME_GROUPS)
                .mapToObj(i -> i < groups.length ? foldGroup(groups[i]) : "")
                .toList();
    }

    private static String foldGroup(String group) {
        return joinFolded("^", group, SearchKey::foldComponent);
    }

    /** Folds what lies between delimiters; to split afterwards would be too late, since NFKC makes new ones. */
    private static String joinFolded(String delimiter, String text, UnaryOperator<String> fold) {
        StringBuilder joined = new StringBuilder(text.length());
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            joined.append(fold.apply(text.substring(start, end))).append(delimiter);
            start = end + 1;
        }
        joined.append(fold.apply(text.substring(start)));
        int length = joined.length();
        while (length > 0 && joined.charAt(length - 1) == delimiter.charAt(0)) {
            length--;
        }
        return joined.substring(0, length);
    }

    private static String foldComponent(String component) {
        StringBuilder folded = new StringBuilder(component.length());
        int start = 0;
        for (int i = 0; i <= component.length(); i++) {
            if (i == component.length() || SIGNIFICANT.indexOf(component.charAt(i)) >= 0) {
                folded.append(foldPlain(component.substring(start, i)));
                folded.append(component, i, Math.min(i + 1, component.length()));
                start = i + 1;
            }
        }
        return folded.toString().strip();
    }

    private static String foldPlain(String text) {
        StringBuilder folded = new StringBuilder(Normalizer.normalize(text, Normalizer.Form.NFKC));
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            int significant = SIGNIFICANT.indexOf(c);
            if (significant >= 0) {
                folded.setCharAt(i, FULL_WIDTH.charAt(significant));
            } else if ((c >= '\u30A1' && c <= '\u30F6') || c == '\u30FD' || c == '\u30FE') {
                folded.setCharAt(i, (char) (c - KATAKANA_TO_HIRAGANA));
            }
        }
        // Upper case takes apart the few letters that have none of one character.
        return Normalizer.normalize(folded.toString().toUpperCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
