package dozo.qr.find;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class H2FindTest extends FindContract {

    @Override
    IndexConfig database(Path directory) {
        return TestDatabase.h2(directory);
    }
}
