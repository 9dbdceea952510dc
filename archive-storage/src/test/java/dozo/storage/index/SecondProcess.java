package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;

/** Opens the H2 index below the directory that its argument names, and ends with 6 when it is not let in. */
final class SecondProcess {

    private SecondProcess() {}

    public static void main(String[] arguments) {
        IndexConfig config = TestDatabase.h2(Path.of(arguments[0]));
        try (ArchiveIndex index = ArchiveIndex.open(config, ArchiveIndexContract.LIMITS, Clock.systemUTC())) {
            System.exit(index.isActive() ? 0 : 1);
        } catch (OperatingFailure failure) {
            System.exit(failure.code() == FailureCode.NOT_ACTIVE ? 6 : 4);
        }
    }
}
