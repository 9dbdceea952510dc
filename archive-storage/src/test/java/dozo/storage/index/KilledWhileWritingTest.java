package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Tag;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.Level;
import dozo.storage.journal.JournalPosition;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * INV-4: an embedded database that ended at any moment may lack what was committed last, and then lacks all of it: what says
 * how far a journal is applied, and how many images a study has, is never ahead of its images nor behind them. {@code
 * -Ddozo.crash.kills=N} for more than a few times.
 */
class KilledWhileWritingTest extends ArchiveIndexContract {

    private static final int KILLS = Integer.getInteger("dozo.crash.kills", 3);
    private static final int IMAGES_PER_STUDY = 50;
    private static final String JOURNAL = "journal/1.jsonl";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    @Test
    void isWholeWheneverItWasKilled() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            CompletableFuture<Void> ingest = CompletableFuture.runAsync(this::ingest);
            CompletableFuture<Void> commitment = CompletableFuture.runAsync(this::commitment);
            Thread.sleep(300 + random.nextInt(900));
            TestDatabase.cutPower(config);
            ingest.join();
            commitment.join();
            reopen();
            inspect("kill " + kill + ", seed " + seed);
        }
    }

    /** Until the database is gone. */
    private void ingest() {
        try {
            long images = applied();
            while (true) {
                try (IndexBatch batch = index.begin()) {
                    for (int i = 0; i < 3; i++) {
                        int number = (int) images++;
                        TestInstance image = TestInstance.of(1 + number / IMAGES_PER_STUDY, 1, 1 + number);
                        batch.addStored(image.stored(), image.indexed());
                    }
                    batch.position(new JournalPosition(JOURNAL, images));
                    batch.commit();
                }
            }
        } catch (OperatingFailure e) {
            return;
        }
    }

    /** Until the database is gone: what is committed in the control tables is forced, and all tables with them. */
    private void commitment() {
        try {
            while (true) {
                index.commitments().hurry(Instant.EPOCH);
                Thread.sleep(random.nextInt(50));
            }
        } catch (OperatingFailure | InterruptedException e) {
            return;
        }
    }

    private long applied() throws OperatingFailure {
        return index.journalPositions().getOrDefault(JOURNAL, 0L);
    }

    private void inspect(String when) throws Exception {
        long applied = applied();
        assertEquals(applied, index.counts().instances(), when);
        assertEquals(applied, find(Level.IMAGE, Tag.SOPInstanceUID).size(), when);
        assertEquals(applied, sum(find(Level.STUDY, Tag.NumberOfStudyRelatedInstances)), when);
        assertEquals(applied, sum(find(Level.SERIES, Tag.NumberOfSeriesRelatedInstances)), when);
    }

    private static long sum(List<String> numbers) {
        return numbers.stream().mapToLong(Long::parseLong).sum();
    }
}
