package dozo.storage.index.table;

import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StaleStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a batch changes, row by row and past the mapping layer. The rows of a small batch go to a server together, in one round
 * trip for all tables; those of a large one, and an embedded database's, table by table. Not thread-safe.
 */
final class RowChanges {

    private static final Logger LOG = LoggerFactory.getLogger(RowChanges.class);

    /** Most changes in one statement: a server parses each number and mixture of them anew. */
    private static final int TOGETHER_MAX = 64;

    /** @param findsRow whether it must find a row, as all but inserts must */
    private record Change(String sql, Object[] values, boolean findsRow) {}

    private final List<Change> changes = new ArrayList<>();

    /** @param values one for each question mark of the statement; a type stands for null */
    void insert(String sql, Object... values) {
        changes.add(new Change(sql, values, false));
    }

    /** The same, for an update or a deletion of a row that must be there. */
    void add(String sql, Object... values) {
        changes.add(new Change(sql, values, true));
    }

    /**
     * Writes them all, uncommitted, and forgets them. Those of one statement keep their order, and so do statements.
     *
     * @param together whether the database takes several statements at once
     * @throws StaleStateException when an update finds no row: the database is not as this process left it
     */
    void send(Connection connection, boolean together) throws SQLException {
        if (together && changes.size() <= TOGETHER_MAX) {
            sendTogether(connection);
        } else {
            Map<String, List<Change>> bySql = new LinkedHashMap<>();
            for (Change change : changes) {
                bySql.computeIfAbsent(change.sql(), sql -> new ArrayList<>()).add(change);
            }
            for (Map.Entry<String, List<Change>> alike : bySql.entrySet()) {
                sendAlike(connection, alike.getKey(), alike.getValue());
            }
        }
        changes.clear();
    }

    private void sendTogether(Connection connection) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        String sql = changes.stream().map(Change::sql).collect(Collectors.joining(";"));
        LOG.trace("{}", sql);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 0;
            for (Change change : changes) {
                parameter = bind(statement, parameter, change);
            }
            statement.execute();
            for (Change change : changes) {
                requireRow(change, statement.getUpdateCount());
                statement.getMoreResults();
            }
        }
    }

    private static void sendAlike(Connection connection, String sql, List<Change> changes) throws SQLException {
        LOG.trace("{}", sql);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Change change : changes) {
                bind(statement, 0, change);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                requireRow(changes.get(i), counts[i]);
            }
        }
    }

    /** @param before how many parameters are bound already. @return how many there are now */
    private static int bind(PreparedStatement statement, int before, Change change) throws SQLException {
        int parameter = before;
        for (Object value : change.values()) {
            parameter++;
            if (value instanceof JDBCType type) {
                statement.setNull(parameter, type.getVendorTypeNumber());
            } else {
                statement.setObject(parameter, value);
            }
        }
        return parameter;
    }

    private static void requireRow(Change change, int count) {
        if (change.findsRow() && count != 1) {
            throw new StaleStateException("a row is not as this process left it");
        }
    }
}
