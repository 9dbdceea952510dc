package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class StatementCountH2Test extends StatementCountContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    /** Known versions, instances, locations, series, studies and the total. */
    @Override
    int statementsForOne() {
        return 6;
    }
}
