package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class UpgradePostgresTest extends UpgradeContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.postgres();
    }
}
