package dozo.storage.index.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A part of a where clause with its parameters, in the order of their question marks. Immutable. */
record Predicate(String sql, List<Object> parameters) {

    static final Predicate TRUE = new Predicate("1 = 1", List.of());
    static final Predicate FALSE = new Predicate("1 = 0", List.of());

    Predicate {
        parameters = List.copyOf(parameters);
    }

    static Predicate of(String sql, Object... parameters) {
        return new Predicate(sql, List.of(parameters));
    }

    /** Equal to one of the values. Repeats the last one up to a power of two, so that few texts of statements arise. */
    static Predicate in(String column, List<?> values) {
        if (values.size() == 1) {
            return of(column + " = ?", values.get(0));
        }
        List<Object> padded = new ArrayList<>(values);
        int size = Integer.highestOneBit(Math.max(values.size() - 1, 1)) << 1;
        while (padded.size() < size) {
            padded.add(values.get(values.size() - 1));
        }
        return new Predicate(column + " in (" + "?, ".repeat(size - 1) + "?)", padded);
    }

    /**
     * There is such a row, looked for along an index for each row that is tested.
     *
     * @param table with its alias
     */
    static Predicate exists(String table, Predicate where) {
        // An offset keeps PostgreSQL from gathering all rows for which the part holds that does not depend on the
        // tested row.
        return new Predicate(
                "exists (select 1 from {schema}." + table + " where " + where.sql + " offset 0)", where.parameters);
    }

    static Predicate all(List<Predicate> parts) {
        return joined(parts.stream().filter(part -> part != TRUE).toList(), " and ", TRUE);
    }

    static Predicate any(List<Predicate> parts) {
        return joined(parts, " or ", FALSE);
    }

    Predicate negated() {
        return new Predicate("not (" + sql + ")", parameters);
    }

    private static Predicate joined(List<Predicate> parts, String word, Predicate none) {
        if (parts.isEmpty()) {
            return none;
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return new Predicate(
                parts.stream().map(part -> "(" + part.sql + ")").collect(Collectors.joining(word)),
                parts.stream().flatMap(part -> part.parameters.stream()).toList());
    }
}
