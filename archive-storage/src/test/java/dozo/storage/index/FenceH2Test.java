package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;

class FenceH2Test extends FenceContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    /** Within one process H2 lets a second one in; between processes its file lock does not. */
    @Override
    ArchiveIndex takeOver() throws OperatingFailure {
        return ArchiveIndex.open(config, LIMITS, Clock.systemUTC());
    }
}
