package dozo.admin.server;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class RoundTripPostgresTest extends RoundTripContract {

    @Override
    IndexConfig database(Path directory) {
        return TestDatabase.postgres();
    }
}
