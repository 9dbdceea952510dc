package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeH2Test extends UpgradeContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    /** H2 keeps each table as it is made: a script's tables may be there, one of them without its rows, and no record of it. */
    @Test
    void goesOnWhereTheProcessDiedAmongTheNewTables() throws Exception {
        store(TestInstance.of(1, 1, 1), TestInstance.of(2, 1, 1));
        List<String> before = IndexDump.of(config);
        index.close();
        putBackToTheFirstLayout();
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            String schema = IndexDump.liveSchema(statement);
            statement.execute("create table " + schema + ".study_total (study_pk bigint not null primary key)");
            statement.execute("insert into " + schema + ".study_total select pk from " + schema + ".study");
            statement.execute("create table " + schema + ".series_total (series_pk bigint not null primary key)");
        }

        reopen();

        assertEquals(before, IndexDump.of(config));
    }
}
