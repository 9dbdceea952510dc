package dozo.storage.index;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FencePostgresTest extends FenceContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.postgres();
    }

    /** The server ends the session that holds the role, as it does when a node is lost, while another waits for it. */
    @Override
    ArchiveIndex takeOver() throws Exception {
        IndexLimits patient = new IndexLimits(
                Duration.ofMinutes(1),
                LIMITS.readTimeOut(),
                LIMITS.rowsExaminedMax(),
                LIMITS.rowsPerPage(),
                LIMITS.knownKeysMax());
        ExecutorService standby = Executors.newSingleThreadExecutor();
        try {
            Future<ArchiveIndex> successor =
                    standby.submit(() -> ArchiveIndex.open(config, patient, Clock.systemUTC()));
            int holder = roleHolder();
            await().until(() ->
                    number("select count(*) from pg_locks where locktype = 'advisory' and not granted") > 0);
            number("select pg_terminate_backend(" + holder + ")::int");
            return successor.get();
        } finally {
            standby.shutdown();
        }
    }

    /** The server process of the session that holds the role; 0 when none does. */
    private int roleHolder() throws SQLException {
        return number("select coalesce(max(l.pid), 0) from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                + " where l.locktype = 'advisory' and l.granted and a.datname = current_database()");
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void takesTheRoleAgainWhenItsSessionWasCut() throws Exception {
        int before = roleHolder();
        number("select pg_terminate_backend(" + before + ")::int");

        await().until(() -> roleHolder() != 0 && roleHolder() != before);
        await().until(index::isActive);

        aSecondProcessIsRefusedWhileTheRoleIsHeld();
        store(TestInstance.of(1, 1, 1));
        assertEquals(1, index.counts().instances());
    }

    @Test
    void aSecondProcessIsRefusedWhileTheRoleIsHeld() {
        OperatingFailure failure =
                assertThrows(OperatingFailure.class, () -> ArchiveIndex.open(config, LIMITS, Clock.systemUTC())
                        .close());
        assertEquals(FailureCode.NOT_ACTIVE, failure.code());
    }

    @Test
    void aTransactionOpenAtATakeoverIsEndedAndDoesNotHoldItUp() throws Exception {
        TestInstance late = TestInstance.of(1, 1, 1);
        try (IndexBatch paused = index.begin()) {
            paused.addStored(late.stored(), late.indexed());
            try (ArchiveIndex successor = takeOver()) {
                OperatingFailure failure = assertThrows(OperatingFailure.class, paused::commit);
                assertEquals(FailureCode.INDEX_UNAVAILABLE, failure.code());
                assertEquals(0, successor.counts().instances());
            }
        }
    }
}
