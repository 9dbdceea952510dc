package dozo.storage.index.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StaleStateException;

/**
 * Updates of single rows, with which a batch ends: to a server they go together, in one round trip for all tables; an
 * embedded database gets them table by table, as statements that it has parsed. Each must find its row. Not thread-safe.
 */
final class RowUpdates {

    /** Most updates in one statement. */
    private static final int TOGETHER_MAX = 64;

    private record Update(String sql, List<Object> values) {}

    private final List<Update> updates = new ArrayList<>();

    /** @param values one for each question mark of the statement, none null */
    void add(String sql, Object... values) {
        updates.add(new Update(sql, List.of(values)));
    }

    /**
     * Writes them all, uncommitted.
     *
     * @param together whether the database takes several statements at once
     * @throws StaleStateException when one finds no row: the database is not as this process left it
     */
    void send(Connection connection, boolean together) throws SQLException {
        if (together) {
            for (int from = 0; from < updates.size(); from += TOGETHER_MAX) {
                sendTogether(connection, updates.subList(from, Math.min(from + TOGETHER_MAX, updates.size())));
            }
        } else {
            Map<String, List<Update>> bySql = updates.stream()
                    .collect(Collectors.groupingBy(Update::sql, LinkedHashMap::new, Collectors.toList()));
            for (Map.Entry<String, List<Update>> alike : bySql.entrySet()) {
                sendAlike(connection, alike.getKey(), alike.getValue());
            }
        }
    }

    private static void sendTogether(Connection connection, List<Update> updates) throws SQLException {
        String sql = updates.stream().map(Update::sql).collect(Collectors.joining(";"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 0;
            for (Update update : updates) {
                parameter = bind(statement, parameter, update);
            }
            statement.execute();
            for (int i = 0; i < updates.size(); i++) {
                requireOne(statement.getUpdateCount());
                statement.getMoreResults();
            }
        }
    }

    private static void sendAlike(Connection connection, String sql, List<Update> updates) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Update update : updates) {
                bind(statement, 0, update);
                statement.addBatch();
            }
            for (int count : statement.executeBatch()) {
                requireOne(count);
            }
        }
    }

    /** @param before how many parameters are bound already. @return how many there are now */
    private static int bind(PreparedStatement statement, int before, Update update) throws SQLException {
        int parameter = before;
        for (Object value : update.values()) {
            statement.setObject(++parameter, value);
        }
        return parameter;
    }

    private static void requireOne(int count) {
        if (count != 1) {
            throw new StaleStateException("a row is not as this process left it");
        }
    }
}
