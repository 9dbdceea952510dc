package dozo.storage.index;

import static org.awaitility.Awaitility.await;

import dozo.core.config.IndexConfig;
import dozo.core.testing.Patience;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosePostgresTest extends CloseContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.postgres();
    }

    @Test
    void whoWaitsForAnAnswerWhenItIsClosedIsToldThatTheArchiveStops() throws Exception {
        try (Connection other = IndexDump.connect(config);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table dozo_control.application_entity");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                    () -> assertStops(() -> index.applicationEntities().all()));
            await().until(() -> isWaitedFor(statement));

            index.close();

            waiting.get(Patience.SECONDS, TimeUnit.SECONDS);
        }
    }

    private static boolean isWaitedFor(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from pg_locks where not granted"
                + " and relation = 'dozo_control.application_entity'::regclass")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }
}
