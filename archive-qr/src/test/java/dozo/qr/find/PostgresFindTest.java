package dozo.qr.find;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class PostgresFindTest extends FindContract {

    @Override
    IndexConfig database(Path directory) {
        return TestDatabase.postgres();
    }
}
