package dozo.storage.index.query;

import dozo.core.charset.SearchKey;
import dozo.storage.index.header.KeyText;
import dozo.storage.index.header.NameKeys;
import java.util.ArrayList;
import java.util.List;

/** One pattern for a person name, folded as the names in the index are, and the groups in which it is looked for. */
final class NamePattern {

    private static final List<String> GROUPS = List.of("_alphabetic", "_ideographic", "_phonetic");

    private final TextPattern pattern;
    private final List<String> suffixes;

    NamePattern(Condition.Name condition) {
        this.pattern = new TextPattern(KeyText.of(withoutEmptyEnd(SearchKey.fold(condition.pattern()))));
        this.suffixes = condition.group() == NameGroup.ANY
                ? GROUPS
                : List.of(GROUPS.get(condition.group().ordinal() - 1));
    }

    /** Names in the index have no empty components at their end. */
    private static String withoutEmptyEnd(String folded) {
        int end = folded.length();
        while (end > 0 && (folded.charAt(end - 1) == '^' || folded.charAt(end - 1) == ' ')) {
            end--;
        }
        return folded.substring(0, end);
    }

    TextPattern pattern() {
        return pattern;
    }

    /** The columns in which it is looked for, of a name whose columns begin with {@code base}. */
    List<String> columns(String base) {
        return suffixes.stream().map(suffix -> base + suffix).toList();
    }

    /** What must hold of one of the columns. */
    Predicate on(String column) {
        Predicate whole = pattern.on(column);
        String shorter = withoutOpenComponents();
        if (shorter.equals(pattern.text())) {
            return whole;
        }
        // NAME^* is meant to find NAME without given name too.
        return Predicate.any(List.of(new TextPattern(shorter).on(column), whole));
    }

    private String withoutOpenComponents() {
        String text = pattern.text();
        while (text.endsWith("^*")) {
            text = text.substring(0, text.length() - 2);
        }
        return text.isEmpty() ? pattern.text() : text;
    }

    boolean matches(String value) {
        NameKeys keys = NameKeys.of(value);
        List<String> groups = new ArrayList<>();
        if (suffixes.contains(GROUPS.get(0))) {
            groups.add(keys.alphabetic());
        }
        if (suffixes.contains(GROUPS.get(1))) {
            groups.add(keys.ideographic());
        }
        if (suffixes.contains(GROUPS.get(2))) {
            groups.add(keys.phonetic());
        }
        TextPattern shorter = new TextPattern(withoutOpenComponents());
        return groups.stream().anyMatch(group -> pattern.matches(group) || shorter.matches(group));
    }

    /** The beginning that every match in a column has. */
    String prefix() {
        return new TextPattern(withoutOpenComponents()).prefix();
    }

    boolean isWild() {
        return pattern.isWild();
    }
}
