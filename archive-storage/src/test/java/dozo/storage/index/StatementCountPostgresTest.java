package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class StatementCountPostgresTest extends StatementCountContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.postgres();
    }

    /** Known versions, and everything that is written. */
    @Override
    int statementsForOne() {
        return 2;
    }
}
