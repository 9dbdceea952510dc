package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class ControlH2Test extends ControlContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }
}
