package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.config.IndexConfig;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.IndexFiller;
import dozo.storage.testing.MadeUpStudy;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The server itself counts how often a table was read from end to end: for the main queries, never. */
class QueryPlanPostgresTest extends ArchiveIndexContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.postgres();
    }

    @Test
    void theMainQueriesReadNoTableFromEndToEnd() throws Exception {
        new IndexFiller(20_000, 2, 2).fill(config);
        for (QueryShape shape : QueryShape.all()) {
            long before = tableScans();
            index.find(new IndexQuery(shape.level(), shape.conditions(), Set.of(), 1_000), row -> true);
            assertEquals(before, tableScans(), shape.name());
        }
        long before = tableScans();
        RetrieveSelection selection =
                RetrieveSelection.ofStudies(List.of(new MadeUpStudy(77).studyUid(), new MadeUpStudy(78).studyUid()));
        index.summary(selection);
        try (var stream = index.instances(selection)) {
            assertEquals(
                    new MadeUpStudy(77).studyUid(),
                    stream.next().orElseThrow().object().studyInstanceUid());
        }
        assertEquals(before, tableScans(), "instances");
    }

    private long tableScans() throws SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            // Sessions report what they did at their end or when idle; these are idle now.
            statement.execute("select pg_stat_force_next_flush()");
            try (ResultSet row = statement.executeQuery("select sum(seq_scan) from pg_stat_user_tables"
                    + " where relname in ('patient', 'study', 'series', 'instance', 'location', 'study_term')")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
