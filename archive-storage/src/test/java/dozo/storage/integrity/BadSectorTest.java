package dozo.storage.integrity;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.journal.JournalFiles;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.BadSectors;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.LiveArchive;
import dozo.storage.testing.TestDatabase;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeInitialisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails to read one place costs what lies there, and nothing else: the archive starts, serves and tells of it. */
class BadSectorTest {

    /** In the middle of the journal of some objects. */
    private static final long MIDDLE = 3000;

    @TempDir
    Path directory;

    private final BadSectors sectors = new BadSectors();
    private final List<StoredObject> stored = new ArrayList<>();
    private IndexConfig database;
    private LiveArchive archive;

    @BeforeEach
    void chooseDatabase() {
        database = TestDatabase.h2(directory.resolve("database"));
    }

    @AfterEach
    void closeArchive() {
        if (archive != null) {
            archive.close();
        }
    }

    /** Two journals on each volume, of twelve objects each, and an archive that is open on them. */
    private void fill(String... volumes) throws Exception {
        archive = LiveArchive.create(directory, database, List.of(List.of(volumes)), sectors::disk);
        store(12);
        archive.reopen();
        store(12);
    }

    private void store(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            stored.add(assertInstanceOf(StoreOutcome.Stored.class, archive.send(Instances.ct()))
                    .object());
        }
    }

    /** The file of the first journal, or the second. */
    private Path journal(String volume, int number) throws Exception {
        Volume on = archive.store().volumes().stream()
                .filter(each -> each.name().equals(volume))
                .findFirst()
                .orElseThrow();
        return directory
                .resolve(volume)
                .resolve(List.copyOf(JournalFiles.list(on)).get(number - 1).relative());
    }

    private Set<String> indexed() throws Exception {
        Set<String> paths = new HashSet<>();
        archive.index()
                .versions(
                        all(),
                        version -> paths.add(version.instance().object().path().relative()));
        return paths;
    }

    /** By their paths of receipt: a copy made later has another. */
    private Set<String> onMirror() throws Exception {
        Volume mirror = archive.store().volumes().get(1);
        Set<String> paths = new HashSet<>();
        archive.index().versions(all(), version -> {
            if (version.instance().locations().stream()
                    .anyMatch(location -> location.volume().equals(mirror.id().orElseThrow()))) {
                paths.add(version.instance().object().path().relative());
            }
        });
        return paths;
    }

    private RetrieveSelection all() {
        return RetrieveSelection.ofInstances(
                stored.stream().map(StoredObject::sopInstanceUid).toList());
    }

    private static Set<String> paths(List<StoredObject> objects) {
        Set<String> paths = new HashSet<>();
        objects.forEach(object -> paths.add(object.path().relative()));
        return paths;
    }

    private VerifyReport verify() throws Exception {
        return new Verify(
                        archive.store(),
                        archive.index(),
                        archive.repairer(),
                        new VerifySettings(0, false),
                        Progress.Listener.NONE)
                .runAll();
    }

    /** The header is read at every start, of every journal there ever was. */
    @Test
    void startsAndServesAllThoughTheBeginningOfAnOldJournalCannotBeRead() throws Exception {
        fill("primary");
        sectors.spoil(journal("primary", 1), 0);

        archive.reopen();

        assertEquals(1, archive.reconciliation().unreadable().size());
        assertFalse(archive.reconciliation().isSound());
        assertEquals(paths(stored), indexed());
        store(1);
        for (StoredObject object : stored) {
            new ObjectSource(archive.store())
                    .open(JournaledStore.instance(object))
                    .close();
        }
    }

    @Test
    void appliesWhatLiesBeforeTheBadPlaceAndTheRestOnceItCanBeRead() throws Exception {
        fill("primary");
        sectors.spoil(journal("primary", 1), MIDDLE);
        database = TestDatabase.h2(directory.resolve("another-database"));

        archive.reopen(database);

        Set<String> found = indexed();
        assertTrue(found.containsAll(paths(stored.subList(12, 24))), "the other journal");
        assertTrue(found.contains(stored.get(0).path().relative()), "what lies before");
        assertFalse(found.contains(stored.get(11).path().relative()), "what lies behind");
        sectors.heal();
        archive.reopen(database);
        assertEquals(paths(stored), indexed());
        assertTrue(archive.reconciliation().isSound());
    }

    @Test
    void rebuildsNoIndexWithoutTheLinesThatCannotBeRead() throws Exception {
        fill("primary");
        sectors.spoil(journal("primary", 1), MIDDLE);
        Reindex reindex = new Reindex(
                archive.store(), archive.index(), new ObjectSource(archive.store()), LiveArchive.replaySettings());
        OperatingFailure refused = assertThrows(OperatingFailure.class, () -> reindex.run(Progress.Listener.NONE));
        assertEquals(FailureCode.DISK_ERROR, refused.code());
        assertEquals(paths(stored), indexed());
    }

    @Test
    void verifiesAllElseAndNamesTheJournal() throws Exception {
        fill("primary");
        archive.reopen(); // files of the present start may be on their way into the journal
        sectors.spoil(journal("primary", 1), 0);

        VerifyReport report = verify();

        assertTrue(report.complete());
        assertEquals(1, report.count(FindingKind.JOURNAL_DAMAGED));
        assertEquals(12, report.objects(), "those of the other journal");
        assertEquals(0, report.count(FindingKind.JOURNAL_MISSING));
    }

    @Test
    void takesEachLineFromTheMirror() throws Exception {
        fill("primary", "mirror");
        sectors.spoil(journal("primary", 1), MIDDLE);
        sectors.spoil(journal("primary", 2), 0);

        archive.reopen(TestDatabase.h2(directory.resolve("another-database")));

        assertTrue(archive.reconciliation().isSound());
        assertEquals(paths(stored), indexed());
        VerifyReport report = verify();
        assertEquals(24, report.objects());
        assertEquals(2, report.count(FindingKind.JOURNAL_COPY_DAMAGED));
        assertTrue(
                report.findings().stream().allMatch(finding -> finding.volume().equals("primary")));
    }

    /** Together the copies still tell everything, and the mirror is to hold all of it soon. */
    @Test
    void completesTheMirrorsJournalFromOneThatCannotBeReadAtItsBeginning() throws Exception {
        fill("primary", "mirror");
        Path mirror = journal("mirror", 1);
        byte[] whole = Files.readAllBytes(mirror);
        Files.write(mirror, Arrays.copyOf(whole, (int) MIDDLE));
        sectors.spoil(journal("primary", 1), 0);

        archive.reopen();

        assertArrayEquals(whole, Files.readAllBytes(mirror));
    }

    @Test
    void startsAndServesThoughTheJournalsOfAVolumeCannotBeListed() throws Exception {
        fill("primary", "mirror");
        Path journals = journal("primary", 1).getParent();
        sectors.spoilDirectory(journals);

        archive.reopen();

        assertEquals(List.of("primary"), archive.reconciliation().away());
        assertEquals(paths(stored), indexed());
        assertFalse(verify().isSound());
        archive.catchUp().start();
        await().until(() -> archive.catchUp().lags().stream().anyMatch(VolumeLag::unreadSinceStart));
        sectors.heal();
        await().untilAsserted(() -> assertEquals(List.of(), archive.catchUp().lags()));
    }

    @Test
    void verifiesTheObjectsThoughTheirDirectoryCannotBeListed() throws Exception {
        fill("primary");
        sectors.spoilDirectory(archive.file(stored.get(0), "primary").getParent());
        VerifyReport report = verify();
        assertEquals(24, report.objects());
        assertEquals(1, report.count(FindingKind.VOLUME_UNREADABLE));
    }

    /** What is left of a mirror is read from end to end when the other was lost, and that is when its bad places show. */
    @Test
    void fillsANewMirrorWithAllButWhatCannotBeRead() throws Exception {
        fill("primary", "mirror");
        Files.move(directory.resolve("mirror"), directory.resolve("dead"));
        Files.createDirectories(directory.resolve("mirror"));
        VolumeInitialisation.initialise(new NioDisk(directory.resolve("mirror")), "mirror");
        new RememberedVolumes(archive.store(), archive.index().volumes(), Clock.systemUTC())
                .replace(archive.store().volumes().get(1));
        sectors.spoil(journal("primary", 2), 0);
        archive.reopen();
        archive.catchUp().start();

        await().untilAsserted(() -> assertTrue(onMirror().containsAll(paths(stored.subList(0, 12)))));
        await().until(() ->
                archive.catchUp().lags().stream().anyMatch(lag -> lag.problem().contains("could not be read")));
        sectors.heal();
        archive.reopen(); // rather than wait for the next attempt
        archive.catchUp().start();
        await().untilAsserted(() -> assertEquals(List.of(), archive.catchUp().lags()));
        VerifyReport report = verify();
        assertTrue(report.isSound(), () -> report.findings().toString());
        assertEquals(2L * stored.size(), report.copies());
    }

    @Test
    void handsOutAnObjectFromTheMirrorAndCallsTheOtherCopyCorrupt() throws Exception {
        fill("primary", "mirror");
        sectors.spoil(archive.file(stored.get(5), "primary"), 400);
        sectors.spoil(archive.file(stored.get(6), "mirror"), 400);
        ObjectSource objects = new ObjectSource(archive.store());
        for (StoredObject object : stored.subList(5, 7)) {
            objects.open(JournaledStore.instance(object)).close();
        }
        VerifyReport report = verify();
        assertEquals(2, report.count(FindingKind.COPY_CORRUPT));
        assertEquals(0, report.count(FindingKind.OBJECT_LOST));
    }
}
