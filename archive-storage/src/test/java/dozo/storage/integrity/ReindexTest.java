package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.MemoryIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The course of a rebuild: interruption, catching up, switching. Whether its rows are right is tested on real databases. */
class ReindexTest {

    @TempDir
    Path directory;

    private JournaledStore files;
    private MemoryIndex index;

    @BeforeEach
    void fillStore() throws Exception {
        files = JournaledStore.mirrored(directory);
        index = new MemoryIndex(files.epoch());
        put(20);
        reconcile();
    }

    @AfterEach
    void closeStore() {
        files.close();
    }

    @Test
    void rebuildsWhatReconcilingHadBuilt() throws Exception {
        List<MemoryIndex.Row> before = index.rows();
        ReplayReport report = reindex(7).run(Progress.Listener.NONE);
        assertTrue(report.complete());
        assertEquals(20, report.objects());
        assertEquals(before, index.rows());
        assertEquals(0, reconcile().facts(), "the new schema is level with the journals");
    }

    @Test
    void goesOnWhereItWasStopped() throws Exception {
        List<MemoryIndex.Row> before = index.rows();
        Reindex first = reindex(3);
        ReplayReport stopped = first.run(progress -> {
            if (progress.objects() >= 6) {
                first.stop();
            }
        });
        assertFalse(stopped.complete());
        assertEquals(before, index.rows(), "the present index serves on");

        ReplayReport resumed = reindex(3).run(Progress.Listener.NONE);

        assertTrue(resumed.complete());
        assertEquals(20 - stopped.objects(), resumed.objects(), "nothing was read twice");
        assertEquals(before, index.rows());
    }

    @Test
    void survivesFailuresOfTheDatabaseAtAnyTransaction() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ReindexTest seed " + seed);
        Random random = new Random(seed);
        List<MemoryIndex.Row> before = index.rows();
        boolean complete = false;
        for (int attempt = 0; attempt < 100 && !complete; attempt++) {
            index.faults().failAfter(random.nextInt(4));
            try {
                complete = reindex(1 + random.nextInt(5))
                        .run(Progress.Listener.NONE)
                        .complete();
            } catch (OperatingFailure e) {
                assertEquals(FailureCode.INDEX_UNAVAILABLE, e.code());
            }
            index.faults().heal();
            assertEquals(before, index.rows());
        }
        assertTrue(complete);
    }

    @Test
    void takesAlongWhatIsStoredWhileItRuns() throws Exception {
        boolean[] stored = new boolean[1];
        ReplayReport report = reindex(10).run(progress -> {
            if (!stored[0]) {
                stored[0] = true;
                putAndApply(5);
            }
        });
        assertTrue(report.complete());
        assertEquals(25, index.rows().size());
        assertEquals(0, reconcile().facts());
    }

    @Test
    void refusesWhileAVolumeIsAwaySinceItsObjectsWouldVanish() throws Exception {
        Files.move(files.volume("mirror"), directory.resolve("unmounted"));
        OperatingFailure failure =
                assertThrows(OperatingFailure.class, () -> reindex(10).run(Progress.Listener.NONE));
        assertEquals(FailureCode.VOLUME_LOST, failure.code());
        assertEquals(20, index.rows().size());
    }

    @Test
    void endsWhenAVolumeGoesAwayOnTheWayAndGoesOnWhenItIsBack() throws Exception {
        for (MemoryIndex.Row row : index.rows().subList(10, 20)) {
            Files.delete(files.file(row.object(), "primary"));
        }
        List<MemoryIndex.Row> before = index.rows();
        Path away = directory.resolve("unmounted");
        OperatingFailure failure =
                assertThrows(OperatingFailure.class, () -> reindex(5).run(progress -> {
                    if (progress.objects() == 5) {
                        move(files.volume("mirror"), away);
                    }
                }));
        assertEquals(FailureCode.VOLUME_LOST, failure.code());
        move(away, files.volume("mirror"));

        ReplayReport report = reindex(5).run(Progress.Listener.NONE);

        assertTrue(report.complete() && report.lossCount() == 0);
        assertEquals(before, index.rows());
    }

    /** Also behind the last object: what only its journals tell is not known then. */
    @Test
    void switchesToNothingWhenAVolumeHasGoneAwayBeforeTheSwitch() throws Exception {
        List<MemoryIndex.Row> before = index.rows();
        Path away = directory.resolve("unmounted");
        OperatingFailure failure =
                assertThrows(OperatingFailure.class, () -> reindex(20).run(progress -> {
                    if (progress.objects() == 20) {
                        move(files.volume("mirror"), away);
                    }
                }));
        assertEquals(FailureCode.VOLUME_LOST, failure.code());
        assertEquals(before, index.rows());
        move(away, files.volume("mirror"));
        assertTrue(reindex(20).run(Progress.Listener.NONE).complete());
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsOfObjectsThatAreLost() throws Exception {
        StoredObject lost = index.rows().get(3).object();
        Files.delete(files.file(lost, "primary"));
        Files.delete(files.file(lost, "mirror"));
        ReplayReport report = reindex(10).run(Progress.Listener.NONE);
        assertEquals(1, report.lossCount());
        assertEquals(FailureCode.OBJECT_MISSING, report.losses().get(0).code());
        assertTrue(index.rows().stream().anyMatch(row -> row.object().equals(lost)));
    }

    @Test
    void isRefusedAtOnceWhenAJournalIsShorterThanTheIndexOrGone() throws Exception {
        files.close();
        List<Path> journals;
        try (Stream<Path> all = Files.walk(directory)) {
            journals = all.filter(f -> f.toString().endsWith(".jsonl")).toList();
        }
        for (Path journal : journals) {
            byte[] whole = Files.readAllBytes(journal);
            Files.write(journal, Arrays.copyOf(whole, whole.length - 10));
        }
        OperatingFailure shorter =
                assertThrows(OperatingFailure.class, () -> reindex(5).run(Progress.Listener.NONE));
        assertEquals(FailureCode.JOURNAL_UNUSABLE, shorter.code());
        assertTrue(shorter.getMessage().contains("reindex is refused"));
        for (Path journal : journals) {
            Files.delete(journal);
        }
        OperatingFailure gone =
                assertThrows(OperatingFailure.class, () -> reindex(5).run(Progress.Listener.NONE));
        assertEquals(FailureCode.JOURNAL_UNUSABLE, gone.code());
    }

    private void putAndApply(int count) {
        try {
            put(count);
            reconcile();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<StoredObject> put(int count) throws Exception {
        List<StoredObject> stored = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stored.add(files.put(Instances.ct().instanceNumber(i).build()));
        }
        return stored;
    }

    private Reindex reindex(int factsPerCommit) {
        return new Reindex(files.store(), index, new ObjectSource(files.store()), settings(factsPerCommit));
    }

    private ReplayReport reconcile() throws OperatingFailure {
        return new Reconciler(files.store(), index, new ObjectSource(files.store()), settings(500))
                .run(Progress.Listener.NONE);
    }

    private static ReplaySettings settings(int factsPerCommit) {
        return new ReplaySettings(factsPerCommit, 2, ObjectHeader.limits(32, 10_000), true);
    }
}
