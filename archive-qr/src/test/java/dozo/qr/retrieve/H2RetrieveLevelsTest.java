package dozo.qr.retrieve;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class H2RetrieveLevelsTest extends RetrieveLevelsContract {

    @Override
    IndexConfig database(Path directory) {
        return TestDatabase.h2(directory);
    }
}
