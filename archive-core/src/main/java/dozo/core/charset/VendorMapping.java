package dozo.core.charset;

import java.util.Map;

/**
 * Characters for which Windows and the standards chose different code points of Unicode for one position of JIS X 0208.
 * Text from Windows is written at the position that is meant, instead of not at all.
 */
final class VendorMapping {

    private static final Map<Character, Character> FOLDS = Map.of(
            '\uFF5E', '\u301C', // full-width tilde, wave dash
            '\uFF0D', '\u2212', // full-width hyphen-minus, minus sign
            '\u2225', '\u2016', // parallel to, double vertical line
            '\u2015', '\u2014', // horizontal bar, em dash
            '\uFFE0', '\u00A2', // cent sign
            '\uFFE1', '\u00A3', // pound sign
            '\uFFE2', '\u00AC', // not sign
            '\u00A5', '\uFFE5', // yen sign: 5CH of JIS X 0201 would read as a backslash
            '\u203E', '\uFFE3'); // overline

    private VendorMapping() {}

    /** What {@code c} is written as; {@code c} itself when it is no such character. */
    static char folded(char c) {
        return FOLDS.getOrDefault(c, c);
    }

    /** The same for each character of a text. */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.chars().forEach(c -> folded.append(folded((char) c)));
        return folded.toString();
    }
}
