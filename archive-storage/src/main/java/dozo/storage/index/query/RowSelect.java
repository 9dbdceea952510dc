package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
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
record RowSelect<T extends RowSelect.Keyed>(
        String columns, String tables, String key, Predicate test, Beside beside, Reads.RowMapping<T> mapping) {

    /**
     * A table beside.
     *
     * @param join without further conditions
     * @param key of its rows
     */
    record Beside(String join, String key) {}

    /** What is known by the key of its row. */
    interface Keyed {
        long pk();
    }

    /** Of the rows with these keys, in the order of the keys. */
    List<T> byKeys(Reads reads, List<Long> keys) throws OperatingFailure {
        Map<Long, T> found = new HashMap<>();
        for (T row : where(reads, Predicate.in(key, keys), "")) {
            found.put(row.pk(), row);
        }
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** A number when the row passes the test, null or 0 else; where {@link #testedBeside} has the test, that one tells. */
    Predicate passes() {
        return beside == null
                ? new Predicate("case when " + test.sql() + " then 1 end", test.parameters())
                : Predicate.of(beside.key());
    }

    /** Joins the table beside to rows that pass the test only, so that it is not read for others in vain. */
    Predicate testedBeside() {
        return beside == null
                ? Predicate.of("")
                : new Predicate(beside.join() + " and (" + test.sql() + ")", test.parameters());
    }

    /** Of the rows of which this holds, too. */
    List<T> where(Reads reads, Predicate which, String end) throws OperatingFailure {
        String sql = "select " + columns + " from " + tables + (beside == null ? "" : beside.join());
        return reads.list(sql, Predicate.all(List.of(which, test)), end, mapping);
    }
}
