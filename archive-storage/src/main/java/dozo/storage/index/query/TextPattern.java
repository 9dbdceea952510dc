package dozo.storage.index.query;

import java.util.Optional;
import java.util.regex.Pattern;

/** A text with the wildcards {@code *} and {@code ?} (PS3.4 section C.2.2.2.4), as a database and as Java match it. */
record TextPattern(String text) {

    /** Comes before a character of a like pattern that stands for itself. */
    private static final char ESCAPE = '!';

    boolean isWild() {
        return prefix().length() < text.length();
    }

    /** What comes before the first wildcard. */
    String prefix() {
        int star = text.indexOf('*');
        int mark = text.indexOf('?');
        int end = star < 0 ? mark : mark < 0 ? star : Math.min(star, mark);
        return end < 0 ? text : text.substring(0, end);
    }

    /** Whether every text fits, so that there is nothing to test. */
    boolean matchesAll() {
        return !text.isEmpty() && text.chars().allMatch(c -> c == '*');
    }

    Predicate on(String column) {
        if (!isWild()) {
            return Predicate.of(column + " = ?", text);
        }
        StringBuilder like = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '*' -> like.append('%');
                case '?' -> like.append('_');
                case '%', '_', ESCAPE -> like.append(ESCAPE).append(c);
                default -> like.append(c);
            }
        }
        return Predicate.of(column + " like ? escape '" + ESCAPE + "'", like.toString());
    }

    boolean matches(String value) {
        StringBuilder regex = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value).matches();
    }

    /**
     * The first text, in order of code points, after all that begin with {@code prefix}; empty when there is none. Also right
     * for an order by UTF-16 units, since only the last code point moves on.
     */
    static Optional<String> after(String prefix) {
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        int last = prefix.codePointBefore(prefix.length());
        String rest = prefix.substring(0, prefix.length() - Character.charCount(last));
        if (last == Character.MAX_CODE_POINT) {
            return after(rest);
        }
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(rest + Character.toString(next));
    }
}
