package dozo.storage.index.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded database whose file H2 has closed over an error, as that of a full disk, while connections stay open. */
class ClosedDatabaseTest {

    @TempDir
    Path directory;

    /** What another connection opens anew has no commit that was not saved, so nobody writes to it. */
    @Test
    void isWrittenNoMoreAndCanBeReopenedThoughConnectionsHoldTheOneThatIsNoMore() throws Exception {
        try (ActiveDatabase database = ActiveDatabase.open(
                TestDatabase.h2(directory), Duration.ofSeconds(30), Duration.ofSeconds(1), 0, Clock.systemUTC())) {
            try (Connection held = database.database().readers().getConnection()) {
                assertFalse(database.canOnlyBeReopened());
                store(held).closeImmediately();
                assertThrows(OperatingFailure.class, () -> write(database));

                Patience.soon("reopened").until(database::canOnlyBeReopened);
            }
        }
    }

    private static void write(ActiveDatabase database) throws OperatingFailure {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.CONTROL)) {
            transaction.commit();
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }
}
