package dozo.storage.index;

import static org.awaitility.Awaitility.await;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        Map<String, Long> filled = scansOnceAllSessionsEnded();
        reopen();
        Map<String, Long> opened = scansOnceAllSessionsEnded();
        reopen();
        for (QueryShape shape : QueryShape.all()) {
            index.find(new IndexQuery(shape.level(), shape.conditions(), Set.of(), 1_000), row -> true);
        }
        RetrieveSelection selection =
                RetrieveSelection.ofStudies(List.of(new MadeUpStudy(77).studyUid(), new MadeUpStudy(78).studyUid()));
        index.summary(selection);
        try (var stream = index.instances(selection)) {
            assertEquals(
                    new MadeUpStudy(77).studyUid(),
                    stream.next().orElseThrow().object().studyInstanceUid());
        }
        Map<String, Long> asked = scansOnceAllSessionsEnded();
        assertEquals(difference(filled, opened), difference(opened, asked), "scans of each table");
    }

    private static Map<String, Long> difference(Map<String, Long> earlier, Map<String, Long> later) {
        Map<String, Long> scans = new TreeMap<>(later);
        scans.replaceAll((table, count) -> count - earlier.get(table));
        return scans;
    }

    /** A session reports what it scanned when it likes, but at its end at the latest: this closes the index first. */
    private Map<String, Long> scansOnceAllSessionsEnded() throws Exception {
        index.close();
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            await().until(() -> otherSessions(statement) == 0);
            Map<String, Long> scans = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery(
                    "select relname, seq_scan from pg_stat_user_tables"
                            + " where relname in ('patient', 'study', 'study_total', 'series', 'series_total', 'instance', 'location', 'study_term')")) {
                while (rows.next()) {
                    scans.put(rows.getString(1), rows.getLong(2));
                }
            }
            return scans;
        }
    }

    private static long otherSessions(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select count(*) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
