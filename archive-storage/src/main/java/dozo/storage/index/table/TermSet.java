package dozo.storage.index.table;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A set of short terms in one column, in order and separated as the values of an element are. */
final class TermSet {

    private static final String SEPARATOR = "\\";

    private TermSet() {}

    static NavigableSet<String> parse(String column) {
        return column.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(column.split("\\\\")));
    }

    static String join(NavigableSet<String> terms) {
        return String.join(SEPARATOR, terms);
    }

    /** Those of {@code terms} that {@code others} has not. */
    static List<String> without(NavigableSet<String> terms, NavigableSet<String> others) {
        return terms.stream().filter(term -> !others.contains(term)).toList();
    }
}
