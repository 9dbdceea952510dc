package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class RebuildH2Test extends RebuildContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    /** H2 keeps each table as it is made, and the last second's changes not at all. */
    @Test
    void goesOnWhereTheProcessDiedAmongTheTablesOfTheNewIndex() throws Exception {
        index.rebuild().close();
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute("delete from \"dozo_index_2\".\"flyway_schema_history\" where \"version\" is not null");
        }
        index.rebuild().close();
        index.rebuild().close();
    }
}
