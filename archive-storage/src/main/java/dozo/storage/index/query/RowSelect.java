package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is read of rows of one level, and which of them.
 *
 * @param columns the row's key first
 * @param tables the level's own, and those above it that the test looks into
 * @param key column of the row's key
 * @param test what must hold of a row
 * @param beside a table that is read with a row, which always has one there; null for none
 */
record RowSelect(
        String columns, String tables, String key, Predicate test, Beside beside, Reads.RowMapping<LevelRow> mapping) {

    private static final String PASSES = "passes";

    /**
     * A table beside.
     *
     * @param join without further conditions
     * @param key of its rows
     */
    record Beside(String join, String key) {}

    /** Of the rows with these keys, in the order of the keys. */
    List<LevelRow> byKeys(Reads reads, List<Long> keys) throws OperatingFailure {
        Map<Long, LevelRow> found = new HashMap<>();
        for (LevelRow row : where(reads, Predicate.in(key, keys), "")) {
            found.put(row.pk(), row);
        }
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Of the rows of which this holds, too. */
    List<LevelRow> where(Reads reads, Predicate which, String end) throws OperatingFailure {
        String sql = "select " + columns + " from " + tables + (beside == null ? "" : beside.join());
        return reads.list(sql, Predicate.all(List.of(which, test)), end, mapping);
    }

    /**
     * Finds rows whatever the test says, and then tests each: the test never becomes a way to them.
     *
     * @param marks further columns, for {@code looked}
     * @param from names {@link #tables}
     * @param rest of the statement, behind the tables
     * @param looked what to return of each row
     * @param found takes the rows that pass
     */
    <T> List<T> look(
            Reads reads, String marks, Predicate from, Predicate rest, Reads.RowMapping<T> looked, List<LevelRow> found)
            throws OperatingFailure {
        Predicate passes = passes();
        Predicate tested = testedBeside();
        String sql = "select " + columns + ", " + marks + ", " + passes.sql() + " as " + PASSES + " from " + from.sql()
                + tested.sql() + rest.sql();
        List<Object> parameters = new ArrayList<>(passes.parameters());
        parameters.addAll(from.parameters());
        parameters.addAll(tested.parameters());
        parameters.addAll(rest.parameters());
        return reads.list(sql, parameters, row -> {
            if (row.getLong(PASSES) != 0) {
                found.add(mapping.map(row));
            }
            return looked.map(row);
        });
    }

    /** A number when the row passes the test, null or 0 else; where {@link #testedBeside} has the test, that one tells. */
    private Predicate passes() {
        return beside == null
                ? new Predicate("case when " + test.sql() + " then 1 end", test.parameters())
                : Predicate.of(beside.key());
    }

    /** Joins the table beside to rows that pass the test only, so that it is not read for others in vain. */
    private Predicate testedBeside() {
        return beside == null
                ? Predicate.of("")
                : new Predicate(beside.join() + " and (" + test.sql() + ")", test.parameters());
    }
}
