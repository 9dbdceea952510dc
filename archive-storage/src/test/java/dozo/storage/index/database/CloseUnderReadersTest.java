package dozo.storage.index.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.core.testing.Standstill;
import dozo.storage.testing.TestDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded database is closed in order although a reader has not given its connection back. */
class CloseUnderReadersTest {

    @TempDir
    Path directory;

    private static final Standstill STANDSTILL = new Standstill();

    /** What H2 calls in a statement, which must be public. */
    public static final class Stand {
        private Stand() {}

        public static int still() {
            STANDSTILL.pass();
            return 0;
        }
    }

    @Test
    void isClosedThoughAStatementIsStillRunning() throws Exception {
        ActiveDatabase database = open();
        CompletableFuture<Void> statement = CompletableFuture.runAsync(() -> assertThrows(SQLException.class, () -> {
            try (Connection connection = database.database().readers().getConnection();
                    Statement stand = connection.createStatement()) {
                stand.execute("create alias stand_still for '" + Stand.class.getName() + ".still'");
                stand.execute("select stand_still() from system_range(1, 2)");
            }
        }));
        STANDSTILL.awaitReached();

        database.close();

        assertClosed();
        STANDSTILL.letGo();
        statement.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertFalse(STANDSTILL.wasInterrupted());
    }

    @Test
    void isClosedThoughAReaderStillHasAConnection() throws Exception {
        ActiveDatabase database = open();
        Connection left = database.database().readers().getConnection();

        database.close();

        assertClosed();
        assertThrows(SQLException.class, () -> left.createStatement().execute("select 1"));
    }

    private ActiveDatabase open() throws OperatingFailure {
        return ActiveDatabase.open(
                TestDatabase.h2(directory), Duration.ofSeconds(30), Duration.ofSeconds(1), 0, Clock.systemUTC());
    }

    private void assertClosed() throws IOException {
        try (FileChannel file = FileChannel.open(directory.resolve("index.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            assertNotNull(lock);
        }
    }
}
