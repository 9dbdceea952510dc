package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of one index, which is read in its order and page by page: every page begins where the last one ended, so the
 * first comes at once and none costs more than its rows, whatever the database thinks it knows of the table.
 *
 * @param table name and alias, such as {@code study s}
 * @param column the index's first column, or the key itself
 * @param key the column that tells rows of equal {@code column} apart, the index's last one
 * @param fixedColumn the column that stands before {@code column} in the index, or null
 * @param fixed its value
 * @param low the first value, or null for none
 * @param high the value at which the stretch ends, or null for none
 * @param highIncluded whether {@code high} belongs to it
 */
record KeySpan(
        String table,
        String column,
        String key,
        String fixedColumn,
        Object fixed,
        Object low,
        Object high,
        boolean highIncluded) {

    static KeySpan all(String table, String key) {
        return new KeySpan(table, key, key, null, null, null, null, false);
    }

    static KeySpan equal(String table, String column, String key, Object value) {
        return new KeySpan(table, column, key, null, null, value, value, true);
    }

    static KeySpan prefix(String table, String column, String key, String prefix) {
        return new KeySpan(
                table,
                column,
                key,
                null,
                null,
                prefix,
                TextPattern.after(prefix).orElse(null),
                false);
    }

    /** Where a page ended. */
    private record End(Object column, long key) {}

    private static final String KEY = "k";
    private static final String COLUMN = "c";

    /** How many rows the stretch has, counting no further than {@code max}. */
    long count(Reads reads, int max) throws OperatingFailure {
        Predicate where = Predicate.all(bounds(null));
        String sql = "select count(*) from (select 1 as one from {schema}." + table + " where " + where.sql()
                + " limit " + max + ") counted";
        return reads.list(sql, where.parameters(), row -> row.getLong(1)).get(0);
    }

    /** Its rows in its order, or those of the table to whose keys {@code key} leads. */
    RowSource open(Reads reads) {
        return new RowSource() {
            private End end;
            private boolean finished;

            @Override
            public Page next(int max, RowSelect select) throws OperatingFailure {
                if (finished) {
                    return Page.END;
                }
                List<LevelRow> rows = new ArrayList<>();
                List<End> looked = page(reads, end, max, select, rows);
                finished = looked.size() < max;
                end = looked.isEmpty() ? end : looked.get(looked.size() - 1);
                return new Page(looked.size(), rows);
            }

            @Override
            public boolean isFinished() {
                return finished;
            }
        };
    }

    /**
     * Reads a page: the stretch alone decides which rows are looked at, each of them is found by its key and then tested, whatever
     * the database thinks of the test.
     *
     * @param found takes the rows that pass
     * @return the places of all
     */
    private List<End> page(Reads reads, End after, int max, RowSelect select, List<LevelRow> found)
            throws OperatingFailure {
        Predicate bounds = Predicate.all(bounds(after));
        Predicate keys = new Predicate(
                "select " + column + " as c, " + key + " as k from {schema}." + table + " where " + bounds.sql()
                        + order(max),
                bounds.parameters());
        if (reads.prefersOneStatement()) {
            Predicate from = new Predicate(
                    "(" + keys.sql() + ") page left join " + select.tables() + " on " + select.key() + " = page.k",
                    keys.parameters());
            Predicate order = Predicate.of(" order by page.c, page.k");
            return select.look(reads, "page.c, page.k", from, order, KeySpan::end, found);
        }
        List<End> page = reads.list(keys.sql(), keys.parameters(), KeySpan::end);
        if (!page.isEmpty()) {
            found.addAll(select.byKeys(reads, page.stream().map(End::key).toList()));
        }
        return page;
    }

    private static End end(ResultSet row) throws SQLException {
        return new End(row.getObject(COLUMN), row.getLong(KEY));
    }

    private String order(int max) {
        // H2 sees that an index has the order only when all its columns are named.
        String before = fixedColumn == null ? "" : fixedColumn + ", ";
        return " order by " + before + (column.equals(key) ? "" : column + ", ") + key + " limit " + max;
    }

    private List<Predicate> bounds(End after) {
        List<Predicate> bounds = new ArrayList<>();
        if (fixedColumn != null) {
            bounds.add(Predicate.of(fixedColumn + " = ?", fixed));
        }
        boolean oneValue = low != null && low.equals(high);
        if (oneValue) {
            bounds.add(Predicate.of(column + " = ?", low));
        } else {
            Object from = after != null && !column.equals(key) ? after.column() : low;
            if (from != null) {
                bounds.add(Predicate.of(column + " >= ?", from));
            }
            if (high != null) {
                bounds.add(Predicate.of(column + (highIncluded ? " <= ?" : " < ?"), high));
            }
        }
        if (after != null) {
            bounds.add(
                    oneValue || column.equals(key)
                            ? Predicate.of(key + " > ?", after.key())
                            : Predicate.of(column + " > ? or " + key + " > ?", after.column(), after.key()));
        }
        return bounds;
    }
}
