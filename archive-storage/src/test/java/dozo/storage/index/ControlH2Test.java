package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.AeConfig;
import dozo.core.config.AeRole;
import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlH2Test extends ControlContract {

    private static final AeConfig CT1 =
            new AeConfig(new AeTitle("CT1"), "ct1", 104, Set.of(AeRole.STORE), false, List.of(), Optional.empty());

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    /** What the disk holds at the moment of the answer, as a power cut would leave it. */
    @Test
    void whatWasConfirmedOutlivesAPowerCut() throws Exception {
        index.applicationEntities().put(CT1);

        Path disk = Files.createDirectory(directory.resolve("after-the-power-cut"));
        Files.copy(directory.resolve("index.mv.db"), disk.resolve("index.mv.db"));

        try (ArchiveIndex restarted = ArchiveIndex.open(TestDatabase.h2(disk), LIMITS, Clock.systemUTC())) {
            assertEquals(List.of(CT1), restarted.applicationEntities().all());
            assertEquals(index.epoch().epoch() + 1, restarted.epoch().epoch());
        }
    }

    /**
     * H2 keeps each table as it is made, and the last second's changes not at all: a script's tables may be there without its
     * record.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void startsWhereTheProcessDiedAmongTheTablesOfItsVeryFirstStart(int scripts) throws Exception {
        index.close();
        execute("update dozo_control.fence set epoch = 0");
        execute("delete from dozo_control.index_schema");
        execute("drop schema dozo_index_1 cascade");
        forgetScriptsAfter(scripts);

        reopen();
        reopen();
        assertEquals(2, index.epoch().epoch());
    }

    @Test
    void startsWhereTheProcessDiedBeforeTheFirstTableOfItsVeryFirstStart() throws Exception {
        index.close();
        execute("drop schema dozo_index_1 cascade");
        execute("drop schema dozo_control cascade");
        execute("create schema dozo_control");

        reopen();
        assertEquals(1, index.epoch().epoch());
    }

    @Test
    void keepsControlTablesThatWereInUseWhateverTheRecordOfTheirScriptsSays() throws Exception {
        index.applicationEntities().put(CT1);
        index.close();
        forgetScriptsAfter(0);

        assertEquals(
                FailureCode.INDEX_SCHEMA_UNFIT,
                assertThrows(OperatingFailure.class, this::reopen).code());
        try (Connection connection = IndexDump.connect(config);
                Statement select = connection.createStatement();
                ResultSet titles = select.executeQuery("select title from dozo_control.application_entity")) {
            assertTrue(titles.next());
        }
    }

    private void forgetScriptsAfter(int version) throws SQLException {
        execute("delete from \"dozo_control\".\"flyway_schema_history\" where cast(\"version\" as integer) > "
                + version);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
