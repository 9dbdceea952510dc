package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.LiveArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-4 on a real database: what ingest wrote row by row, the store alone gives again row by row. */
abstract class ReindexContract {

    @TempDir
    Path directory;

    private final List<StoredObject> stored = new ArrayList<>();
    IndexConfig database;
    LiveArchive archive;
    Random random;

    abstract IndexConfig newDatabase(Path directory);

    @BeforeEach
    void fillArchive() throws Exception {
        long seed = System.nanoTime();
        System.out.println(getClass().getSimpleName() + " seed " + seed);
        random = new Random(seed);
        database = newDatabase(directory);
        archive = LiveArchive.create(directory, database);
        sendFromManyAssociations(60);
        archive.reopen();
        sendFromManyAssociations(30);
        repairSome(3);
    }

    @AfterEach
    void closeArchive() {
        archive.close();
    }

    @Test
    void rebuildsEveryRow() throws Exception {
        List<String> before = dump();
        assertTrue(before.stream().anyMatch(row -> row.startsWith("conflict")), "the test must hold conflicts");
        assertTrue(before.stream().anyMatch(row -> row.startsWith("instance") && row.contains(" version=2")));

        ReplayReport report = reindex(500).run(Progress.Listener.NONE);

        assertTrue(report.complete() && report.isSound(), report::toString);
        assertSame(before, dump());
        archive.reopen();
        assertEquals(0, archive.reconciliation().facts(), "the rebuilt index is level with the journals");
        assertSame(before, dump());
    }

    @Test
    void rebuildsEveryRowThoughInterruptedAtRandomPoints() throws Exception {
        List<String> before = dump();
        int interruptions = 0;
        boolean complete = false;
        while (!complete) {
            long stopAfter = interruptions < 4 ? 1 + random.nextInt(30) : Long.MAX_VALUE;
            Reindex reindex = reindex(1 + random.nextInt(9));
            ReplayReport report = reindex.run(progress -> {
                if (progress.objects() >= stopAfter) {
                    reindex.stop();
                }
            });
            complete = report.complete();
            if (!complete) {
                interruptions++;
                if (random.nextInt(4) == 0) {
                    archive.reopen(); // as after a kill: only what was committed is left
                }
            }
        }
        assertTrue(interruptions > 0);
        assertSame(before, dump());
    }

    @Test
    void takesAlongWhatIsSentWhileItRuns() throws Exception {
        boolean[] sent = new boolean[1];
        ReplayReport report = reindex(7).run(progress -> {
            if (!sent[0] && progress.objects() > 20) {
                sent[0] = true;
                sendUnchecked(10);
            }
        });
        assertTrue(report.complete());
        List<String> afterSwitch = dump();
        assertTrue(sent[0]);
        assertEquals(
                stored.size(),
                afterSwitch.stream().filter(row -> row.startsWith("instance")).count());

        reindex(500).run(Progress.Listener.NONE);

        assertSame(afterSwitch, dump());
    }

    @Test
    void fillsAnEmptyDatabaseFromTheStoreAlone() throws Exception {
        List<String> before = dump();
        IndexConfig empty = newDatabase(Files.createDirectory(directory.resolve("disaster")));
        archive.reopen(empty);
        assertTrue(archive.reconciliation().isSound());
        assertSame(before, IndexDump.of(empty));
    }

    @Test
    void keepsARowForAnObjectThatNoVolumeHoldsAnyMoreAndHealsItWhenItIsSentAgain() throws Exception {
        Instances instance = Instances.ct();
        StoredObject lost = objectOf(archive.send(instance));
        Files.delete(archive.file(lost, "primary"));
        Files.delete(archive.file(lost, "mirror"));
        ReplayReport report = reindex(500).run(Progress.Listener.NONE);
        assertEquals(1, report.lossCount());

        assertEquals(lost, objectOf(archive.send(instance)));

        try (VerifiedObject healed = new ObjectSource(archive.store())
                .open(versions(lost.sopInstanceUid()).get(0).instance())) {
            assertEquals(lost, healed.object());
        }
    }

    final Reindex reindex(int factsPerCommit) {
        ReplaySettings settings = new ReplaySettings(
                factsPerCommit, 2, LiveArchive.replaySettings().headerLimits(), true);
        return new Reindex(archive.store(), archive.index(), new ObjectSource(archive.store()), settings);
    }

    final List<String> dump() throws SQLException {
        return IndexDump.of(database);
    }

    static void assertSame(List<String> expected, List<String> actual) {
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    private List<KnownVersion> versions(Uid instance) throws Exception {
        List<KnownVersion> versions = new ArrayList<>();
        archive.index().versions(RetrieveSelection.ofInstances(List.of(instance)), versions::add);
        return versions;
    }

    private void repairSome(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            StoredObject object = stored.get(random.nextInt(stored.size()));
            JournaledStore.flipBit(archive.file(object, "mirror"));
            KnownVersion known = versions(object.sopInstanceUid()).stream()
                    .filter(version -> version.version() == object.version())
                    .findFirst()
                    .orElseThrow();
            archive.repairer().repair(known.instance(), object.volumes().get(1));
        }
    }

    private void sendUnchecked(int count) {
        try {
            sendFromManyAssociations(count);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void sendFromManyAssociations(int count) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            List<Future<StoreOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Instances instance = randomInstance();
                Callable<StoreOutcome> send = () -> archive.send(instance);
                outcomes.add(senders.submit(send));
            }
            for (Future<StoreOutcome> outcome : outcomes) {
                StoreOutcome result = outcome.get();
                if (!(result instanceof StoreOutcome.AlreadyStored)) {
                    stored.add(objectOf(result));
                }
            }
        } finally {
            senders.shutdown();
        }
    }

    private static StoredObject objectOf(StoreOutcome outcome) {
        if (outcome instanceof StoreOutcome.Stored first) {
            return first.object();
        }
        if (outcome instanceof StoreOutcome.NewVersion later) {
            return later.object();
        }
        if (outcome instanceof StoreOutcome.AlreadyStored already) {
            return already.object();
        }
        throw new AssertionError(outcome);
    }

    /** Few patients, studies, series and instances, so that all kinds of conflict, version and duplicate come about. */
    private Instances randomInstance() {
        int study = random.nextInt(6);
        int series = random.nextInt(3);
        Instances instance = random.nextInt(4) == 0 ? Instances.mr() : Instances.ct();
        instance.patientId("P" + (random.nextInt(8) == 0 ? random.nextInt(4) : study / 2))
                .patientName(random.nextInt(10) == 0 ? "Married^Name" : "Test^Patient")
                .study(new Uid("1.2.3." + study))
                .series(new Uid("1.2.3." + (random.nextInt(15) == 0 ? 9 : study) + '.' + series))
                .instanceNumber(random.nextInt(3))
                .with(Tag.StudyDescription, Vr.LO, "Study as told by sender " + random.nextInt(3));
        if (random.nextInt(3) > 0) {
            instance.sopInstance(new Uid("1.2.3." + study + '.' + series + '.' + random.nextInt(8)));
        }
        if (random.nextInt(12) == 0) {
            instance.without(Tag.PatientID);
        }
        return instance;
    }
}
