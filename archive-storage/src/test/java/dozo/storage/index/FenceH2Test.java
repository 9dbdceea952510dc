package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

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

    @Test
    void aSecondProcessIsRefusedWhileTheFileIsOpen() throws Exception {
        assertEquals(6, secondProcess());
        index.close();
        assertEquals(0, secondProcess());
        index = takeOver();
    }

    /** What has compared its epoch commits before another is promoted, and not behind it. */
    @Test
    void aPromotionWaitsForTheTransactionUnderWay() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        TestInstance lawful = TestInstance.of(1, 1, 1);
        Future<ArchiveIndex> promotion;
        try (IndexBatch batch = index.begin()) {
            promotion = other.submit(this::takeOver);
            assertThrows(TimeoutException.class, () -> promotion.get(1, TimeUnit.SECONDS));
            batch.addStored(lawful.stored(), lawful.indexed());
            batch.commit();
        }
        try (ArchiveIndex successor = promotion.get(1, TimeUnit.MINUTES)) {
            assertEquals(1, successor.counts().instances());
        } finally {
            other.shutdown();
        }
    }

    private int secondProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondProcess.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("second-process.log").toFile())
                .start();
        return process.waitFor();
    }
}
