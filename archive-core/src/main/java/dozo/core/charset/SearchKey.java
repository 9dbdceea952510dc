package dozo.core.charset;

import java.text.Normalizer;
import java.util.Locale;

/** The form of a name or text in which writings that mean the same are equal: what an index holds and matching uses. */
public final class SearchKey {

    private SearchKey() {}

    /**
     * Folds a decoded value: half and full width, composed and decomposed, katakana and hiragana, lower and upper case
     * become one. The delimiters {@code ^ = \} and the wildcards {@code * ?} stay what they are, so patterns may be
     * folded too, and no folded character becomes one of them.
     */
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    }
}
