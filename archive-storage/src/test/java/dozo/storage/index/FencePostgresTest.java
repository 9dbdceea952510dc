package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class FencePostgresTest extends FenceContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.postgres();
    }

    /** The server ends the session that holds the role, as it does when a node is lost. */
    @Override
    ArchiveIndex takeOver() throws OperatingFailure, SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dozo-role'"
                            + " and datname = current_database()");
        }
        return ArchiveIndex.open(config, LIMITS, Clock.systemUTC());
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
            paused.addStored(late.stored(), late.header());
            try (ArchiveIndex successor = takeOver()) {
                OperatingFailure failure = assertThrows(OperatingFailure.class, paused::commit);
                assertEquals(FailureCode.INDEX_UNAVAILABLE, failure.code());
                assertEquals(0, successor.counts().instances());
            }
        }
    }
}
