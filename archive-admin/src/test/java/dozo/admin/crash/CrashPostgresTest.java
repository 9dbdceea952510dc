package dozo.admin.crash;

import dozo.core.config.IndexConfig;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;

class CrashPostgresTest extends CrashContract {

    @Override
    IndexConfig database(Path directory) {
        return TestDatabase.postgres();
    }

    /** One step of each kind. */
    @Override
    float share() {
        return 0;
    }

    @Override
    float commitmentShare() {
        return share();
    }
}
