package dozo.storage.index.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INV-4: what an embedded database has on its disk is the state between two changes, at any moment that its process is killed. */
class SaverTest {

    @TempDir
    Path directory;

    private ActiveDatabase database;

    @BeforeEach
    void open() throws OperatingFailure {
        database = ActiveDatabase.open(
                TestDatabase.h2(directory), Duration.ofSeconds(30), Duration.ofSeconds(1), 0, Clock.systemUTC());
        force();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A save in the middle would have those tables as changed that it comes to later, and the others as they were. */
    @Test
    void savesNothingWhileSomebodyChangesTables() throws Exception {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.INDEX);
                Pen.Stroke stroke = transaction.writing()) {
            byte[] before = file();
            change(transaction.connection(), 1);

            Thread.sleep(3 * Saver.INTERVAL.toMillis());

            assertArrayEquals(before, file());
        }
    }

    @Test
    void savesWhatWasCommittedThoughNobodyWritesAnyMore() throws Exception {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.INDEX)) {
            try (Pen.Stroke stroke = transaction.writing()) {
                change(transaction.connection(), 7);
            }
            transaction.commit();
        }

        Patience.soon("saved").until(() -> bytesAfterKill() == 7);
    }

    /** What waits for a disk in the middle of its transaction keeps nobody from saving, and comes to nothing when killed there. */
    @Test
    void savesBesideATransactionThatWaitsForSomethingElse() throws Exception {
        try (FencedTransaction waiting = database.fence().begin(FenceSlot.INDEX)) {
            try (Pen.Stroke stroke = waiting.writing()) {
                change(waiting.connection(), 7);
            }
            force();
            assertEquals(0, bytesAfterKill());
        }
    }

    /** Its own thread would save in the middle of changes again. */
    @Test
    void refusesAnAddressThatHasItSavedByItself() {
        IndexConfig config = TestDatabase.h2(directory.resolve("other"), ";WRITE_DELAY=500");
        OperatingFailure failure = assertThrows(
                OperatingFailure.class,
                () -> ActiveDatabase.open(config, Duration.ofSeconds(30), Duration.ofSeconds(1), 0, Clock.systemUTC()));
        assertEquals(FailureCode.INDEX_UNAVAILABLE, failure.code());
        assertTrue(failure.getMessage().contains("WRITE_DELAY"), failure.getMessage());
    }

    /** Each save leaves a part of what earlier ones wrote behind, here and there in the file. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void usesTheRoomOfFormerRowsAgain(boolean othersWrite) throws Exception {
        Random random = new Random(1);
        long first = 0;
        try (Connection connection = database.database().writers().getConnection();
                Statement statement = connection.createStatement();
                Saver saver = new Saver(database.database())) {
            statement.execute("set retention_time 0"); // else it takes three quarters of a minute
            statement.execute(
                    "create table scattered as select \"X\" k, rpad('', 100, 'a') v from system_range(1, 20000)");
            statement.execute("create unique index scattered_k on scattered (k)");
            for (int round = 0; round < 200; round++) {
                change(connection, random);
                if (othersWrite) {
                    database.database().pen().take().close();
                }
                saver.save();
                if (round == 20) {
                    first = file().length;
                }
            }
        }
        long last = file().length;
        assertTrue(last < 3 * first, () -> "it has grown to " + last + " bytes");
    }

    private static void change(Connection connection, Random random) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update scattered set v = ? where k = ?")) {
            for (int i = 0; i < 50; i++) {
                update.setString(1, String.valueOf(random.nextLong()).repeat(5));
                update.setInt(2, 1 + random.nextInt(20_000));
                update.executeUpdate();
            }
        }
    }

    /** Commits in the control tables, which are saved and forced by that, and with them everything. */
    private void force() throws OperatingFailure {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.CONTROL)) {
            transaction.commit();
        }
    }

    private void change(Connection connection, long bytes) throws SQLException {
        try (Statement update = connection.createStatement()) {
            update.execute("update " + database.liveSchema() + ".total set bytes = " + bytes);
        }
    }

    private byte[] file() throws Exception {
        return Files.readAllBytes(directory.resolve("index.mv.db"));
    }

    /** As a start finds it after the process was killed now. */
    private long bytesAfterKill() throws Exception {
        Path copy = Files.createTempDirectory(directory, "killed");
        Files.write(copy.resolve("index.mv.db"), file());
        try (Database killed = new Database(TestDatabase.h2(copy), Duration.ofSeconds(30));
                Connection connection = killed.readers().getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select bytes from " + database.liveSchema() + ".total")) {
            row.next();
            return row.getLong(1);
        }
    }
}
