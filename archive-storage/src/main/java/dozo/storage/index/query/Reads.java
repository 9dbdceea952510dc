package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs reading statements on one index schema, each on a connection of its own for no longer than it takes. Thread-safe. */
final class Reads {

    /** Takes one row out of a result. */
    @FunctionalInterface
    interface RowMapping<T> {
        T map(ResultSet row) throws SQLException;
    }

    private final Database database;
    private final String schema;

    Reads(Database database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Whether several steps are better done in one statement, with selects within selects. */
    boolean prefersOneStatement() {
        return database.vendor().keepsPlansOfSubselects();
    }

    /**
     * All rows of the statement, which limits their number itself.
     *
     * @param sql with {@code {schema}} before each table
     */
    <T> List<T> list(String sql, List<Object> parameters, RowMapping<T> mapping) throws OperatingFailure {
        try (Connection connection = database.readers().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql.replace("{schema}", schema))) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> mapped = new ArrayList<>();
                while (rows.next()) {
                    mapped.add(mapping.map(rows));
                }
                return mapped;
            }
        } catch (SQLException e) {
            throw database.failure("a query was not answered", e);
        }
    }

    <T> List<T> list(String sql, Predicate where, String end, RowMapping<T> mapping) throws OperatingFailure {
        return list(sql + " where " + where.sql() + end, where.parameters(), mapping);
    }
}
