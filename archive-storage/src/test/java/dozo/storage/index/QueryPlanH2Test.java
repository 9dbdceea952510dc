package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.IndexFiller;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** H2 keeps the texts of what it was asked; each is explained again. */
class QueryPlanH2Test extends ArchiveIndexContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    @Test
    void theMainQueriesReadNoTableFromEndToEnd() throws Exception {
        new IndexFiller(5_000, 2, 2).fill(config);
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute("set query_statistics_max_entries 1000");
            statement.execute("set query_statistics true");
            for (QueryShape shape : QueryShape.all()) {
                index.find(new IndexQuery(shape.level(), shape.conditions(), Set.of(), 1_000), row -> true);
            }
            List<String> asked = asked(statement);
            assertTrue(asked.size() > QueryShape.all().size(), "too few statements were seen");
            int pages = 0;
            for (String sql : asked) {
                String plan = plan(connection, sql);
                assertFalse(plan.contains("tableScan"), plan);
                if (sql.contains(" limit ") && sql.contains(" order by ")) {
                    pages++;
                    assertTrue(plan.contains("index sorted"), plan);
                }
            }
            assertTrue(pages > 5, "too few pages were seen");
        }
    }

    private static List<String> asked(Statement statement) throws SQLException {
        List<String> asked = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select distinct sql_statement from information_schema.query_statistics"
                        + " where sql_statement like 'select%dozo_index%' and sql_statement not like '%information_schema%'")) {
            while (rows.next()) {
                asked.add(rows.getString(1));
            }
        }
        return asked;
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            int parameters = explain.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                explain.setObject(i, 1);
            }
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
