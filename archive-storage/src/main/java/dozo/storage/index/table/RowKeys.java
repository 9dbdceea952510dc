package dozo.storage.index.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Surrogate keys, taken from the database's sequence a thousand at a time. A rolled-back batch leaves a gap, no more. */
final class RowKeys {

    /** The increment of the sequence in the migration script. */
    private static final long BLOCK = 1_000;

    private final String nextBlock;
    private long next;
    private long end;

    RowKeys(String schema) {
        this.nextBlock = "select nextval('" + schema + ".entity_key')";
    }

    /** A key never given before. */
    long next(Connection connection) throws SQLException {
        if (next == end) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(nextBlock)) {
                row.next();
                next = row.getLong(1);
                end = next + BLOCK;
            }
        }
        return next++;
    }
}
