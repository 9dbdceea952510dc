package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.journal.JournalCompletion;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.MemoryIndex;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.ObjectDraft;
import dozo.storage.volume.VolumeInitialisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {

    @TempDir
    Path directory;

    private JournaledStore files;
    private MemoryIndex index;
    private final List<StoredObject> stored = new ArrayList<>();

    @BeforeEach
    void fillStore() throws Exception {
        files = JournaledStore.mirrored(directory);
        for (int i = 0; i < 5; i++) {
            stored.add(files.put(Instances.ct().instanceNumber(i).build()));
        }
        files.restart(); // files of the current epoch may be on their way into the journal
        index = new MemoryIndex(files.epoch());
        reconcile();
    }

    @AfterEach
    void closeStore() {
        files.close();
    }

    @Test
    void findsNothingInASoundStore() throws Exception {
        List<Progress> progress = new ArrayList<>();
        VerifyReport report =
                new Verify(files.store(), index, repairer(), new VerifySettings(0, false), progress::add).runAll();
        assertEquals(Map.of(), report.counts());
        assertTrue(report.isSound() && report.complete());
        assertEquals(5, report.objects());
        assertEquals(10, report.copies());
        assertEquals(2 * stored.stream().mapToLong(StoredObject::sizeBytes).sum(), report.bytes());
        assertFalse(progress.isEmpty());
    }

    @Test
    void namesEachCopyThatIsMissingOrCorruptWithItsVolume() throws Exception {
        JournaledStore.flipBit(files.file(stored.get(1), "mirror"));
        Files.delete(files.file(stored.get(3), "primary"));

        VerifyReport report = verifyAll(false);

        assertEquals(Map.of(FindingKind.COPY_CORRUPT, 1L, FindingKind.COPY_MISSING, 1L), report.counts());
        assertFalse(report.isSound());
        Finding corrupt = only(report, FindingKind.COPY_CORRUPT);
        assertEquals("mirror", corrupt.volume());
        assertEquals(stored.get(1).path().relative(), corrupt.path());
        assertEquals(Optional.of(stored.get(1).sopInstanceUid()), corrupt.sopInstanceUid());
        assertEquals("primary", only(report, FindingKind.COPY_MISSING).volume());
    }

    @Test
    void repairsWhenToldToAndFindsNothingTheNextTime() throws Exception {
        JournaledStore.flipBit(files.file(stored.get(1), "mirror"));
        Files.delete(files.file(stored.get(3), "primary"));

        VerifyReport report = verifyAll(true);

        assertEquals(2, report.count(FindingKind.COPY_REPAIRED));
        assertTrue(report.isSound());
        assertEquals(Map.of(), verifyAll(false).counts());
    }

    @Test
    void callsAnObjectLostWhenNoCopyIsGood() throws Exception {
        JournaledStore.flipBit(files.file(stored.get(2), "primary"));
        JournaledStore.flipBit(files.file(stored.get(2), "mirror"));
        VerifyReport report = verifyAll(true);
        assertEquals(
                Optional.of(stored.get(2).sopInstanceUid()),
                only(report, FindingKind.OBJECT_LOST).sopInstanceUid());
        assertEquals(0, report.count(FindingKind.COPY_REPAIRED));
    }

    @Test
    void doesNotCallAnObjectLostWhoseGoodCopyMayLieOnAVolumeThatIsAway() throws Exception {
        JournaledStore.flipBit(files.file(stored.get(2), "primary"));
        Files.move(files.volume("mirror"), directory.resolve("unmounted"));
        VerifyReport report = verifyAll(true);
        assertEquals(1, report.count(FindingKind.COPY_CORRUPT));
        assertEquals(0, report.count(FindingKind.OBJECT_LOST));
        assertFalse(report.isSound());
    }

    /** More than are looked up in the index at once. */
    @Test
    void verifiesEachObjectOnceHoweverManyThereAre() throws Exception {
        for (int i = 0; i < 300; i++) {
            files.put(Instances.ct().build());
        }
        reconcile();
        VerifyReport report = verifyAll(false);
        assertEquals(305, report.objects());
        assertEquals(Map.of(), report.counts());
    }

    @Test
    void listsFilesThatNoJournalKnowsAndKeepsThem() throws Exception {
        StoredObject orphan = files.write(Instances.ct().build(), 1);
        Path stranger = files.volume("primary").resolve("objects/notes.txt");
        Files.writeString(stranger, "left here by hand");
        files.restart();
        index = new MemoryIndex(files.epoch());
        reconcile();

        VerifyReport report = verifyAll(true);

        assertEquals(Map.of(FindingKind.ORPHAN_FILE, 3L), report.counts());
        assertTrue(report.isSound(), "an orphan is no damage");
        assertTrue(Files.exists(files.file(orphan, "primary")) && Files.exists(stranger));
    }

    @Test
    void saysNothingOfFilesThatWereMadeForObjectsThatNeverCame() throws Exception {
        StoredObject orphan = files.write(Instances.ct().build(), 1);
        for (String volume : List.of("primary", "mirror")) {
            Files.write(files.file(orphan, volume), new byte[0]);
        }
        files.restart();
        index = new MemoryIndex(files.epoch());
        reconcile();
        assertEquals(Map.of(), verifyAll(false).counts());
    }

    @Test
    void doesNotCallAFileAnOrphanThatIsBeingReceived() throws Exception {
        StoredObject received = files.write(Instances.ct().build(), 1);
        assertEquals(Map.of(), verifyAll(false).counts());

        Path stranger = files.file(received, "primary").resolveSibling("notes.txt");
        Files.writeString(stranger, "left here by hand");
        assertTrue(only(verifyAll(false), FindingKind.ORPHAN_FILE).path().endsWith("notes.txt"));
    }

    @Test
    void findsObjectsThatTheIndexLacks() throws Exception {
        StoredObject unknown = files.put(Instances.ct().build());
        VerifyReport report = verifyAll(false);
        assertEquals(
                Optional.of(unknown.sopInstanceUid()),
                only(report, FindingKind.NOT_INDEXED).sopInstanceUid());
    }

    @Test
    void findsDamageOfOneCopyOfAJournal() throws Exception {
        Path journal = journal("mirror");
        JournaledStore.flipBit(journal);
        VerifyReport report = verifyAll(false);
        assertEquals(Map.of(FindingKind.JOURNAL_COPY_DAMAGED, 2L), report.counts());
        assertEquals(5, report.objects(), "the other copy tells all");
    }

    /** A power cut leaves bytes behind the last whole line that were never written; the next start puts a whole copy beside. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void callsAJournalSoundBesideWhoseTornFileAStartHasPutAWholeOne(int lost) throws Exception {
        Path journal = journal("mirror");
        byte[] bytes = Files.readAllBytes(journal);
        Arrays.fill(bytes, bytes.length - 20, bytes.length, (byte) 0);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - lost));
        files.restart();
        assertEquals(1, new JournalCompletion(files.store()).run().size());
        assertEquals(Map.of(), verifyAll(false).counts());
    }

    @Test
    void findsAJournalMissingOnOneVolume() throws Exception {
        Files.delete(journal("primary"));
        assertEquals(
                "primary",
                only(verifyAll(false), FindingKind.JOURNAL_COPY_DAMAGED).volume());
    }

    /** Only the index knows these images still: no other finding would tell what a lost database would mean. */
    @Test
    void findsAJournalThatIsOnNoVolumeAnyMore() throws Exception {
        Files.delete(journal("primary"));
        Files.delete(journal("mirror"));
        VerifyReport report = verifyAll(false);
        assertTrue(only(report, FindingKind.JOURNAL_MISSING).path().startsWith("journal/"));
        assertFalse(report.isSound());
    }

    @Test
    void findsAJournalOfWhichEveryCopyEndsBeforeWhatTheIndexHasApplied() throws Exception {
        for (String volume : List.of("primary", "mirror")) {
            Path journal = journal(volume);
            String lines = Files.readString(journal);
            Files.writeString(journal, lines.substring(0, lines.lastIndexOf('\n', lines.length() - 2) + 1));
        }
        VerifyReport report = verifyAll(false);
        assertTrue(only(report, FindingKind.JOURNAL_MISSING).detail().contains("are left"));
        assertEquals(4, report.objects());
        Files.move(files.volume("mirror"), directory.resolve("unmounted"));
        assertEquals(0, verifyAll(false).count(FindingKind.JOURNAL_MISSING), "the volume that is away may have it");
    }

    @Test
    void findsTornAndDamagedJournals() throws Exception {
        for (String volume : List.of("primary", "mirror")) {
            Path journal = journal(volume);
            byte[] bytes = Files.readAllBytes(journal);
            bytes[bytes.length / 2] ^= 0x01;
            Files.write(journal, Arrays.copyOf(bytes, bytes.length - 3));
        }
        VerifyReport report = verifyAll(false);
        assertEquals(1, report.count(FindingKind.JOURNAL_DAMAGED));
        assertEquals(1, report.count(FindingKind.JOURNAL_TORN));
        assertEquals(3, report.objects());
    }

    @Test
    void saysWhichVolumeCouldNotBeRead() throws Exception {
        Files.move(files.volume("mirror"), directory.resolve("unmounted"));
        VerifyReport report = verifyAll(false);
        assertEquals("mirror", only(report, FindingKind.VOLUME_UNREADABLE).volume());
        assertEquals(1, report.counts().size(), "its copies are not called missing");
        assertFalse(report.isSound());
    }

    @Test
    void verifiesOnlyWhatIsSelected() throws Exception {
        for (StoredObject object : stored) {
            JournaledStore.flipBit(files.file(object, "mirror"));
        }
        Uid study = stored.get(0).studyInstanceUid();
        VerifyReport report = new Verify(
                        files.store(), index, repairer(), new VerifySettings(0, false), Progress.Listener.NONE)
                .run(RetrieveSelection.ofStudies(List.of(study)));
        assertEquals(1, report.objects());
        assertEquals(1, report.count(FindingKind.COPY_CORRUPT));
    }

    /** Sent again under another study, an instance is found there alone; the bytes that came first still lie in theirs. */
    @Test
    void verifiesVersionsOfASelectedStudyThatOthersHaveReplaced() throws Exception {
        StoredObject replaced = stored.get(0);
        files.put(Instances.ct().sopInstance(replaced.sopInstanceUid()).build(), 2);
        reconcile();
        JournaledStore.flipBit(files.file(replaced, "mirror"));

        VerifyReport report = new Verify(
                        files.store(), index, repairer(), new VerifySettings(0, true), Progress.Listener.NONE)
                .run(RetrieveSelection.ofStudies(List.of(replaced.studyInstanceUid())));

        assertEquals(1, report.objects());
        assertEquals(
                replaced.path().relative(),
                only(report, FindingKind.COPY_CORRUPT).path());
        assertEquals(1, report.count(FindingKind.COPY_REPAIRED));
    }

    @Test
    void stopsWhenAskedAndSaysThatItIsNotComplete() throws Exception {
        Verify verify =
                new Verify(files.store(), index, repairer(), new VerifySettings(0, false), Progress.Listener.NONE);
        verify.stop();
        VerifyReport report = verify.runAll();
        assertFalse(report.complete());
        assertEquals(0, report.objects());
    }

    private VerifyReport verifyAll(boolean repair) throws OperatingFailure {
        return new Verify(files.store(), index, repairer(), new VerifySettings(0, repair), Progress.Listener.NONE)
                .runAll();
    }

    /** INV-1: a volume put in the place of a dead one must get everything, and the archive must not call itself sound before. */
    @Test
    void fillsAVolumeThatTookThePlaceOfADeadOne() throws Exception {
        try (Stream<Path> dead = Files.walk(files.volume("mirror"))) {
            dead.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        Files.createDirectory(files.volume("mirror"));
        VolumeInitialisation.initialise(new NioDisk(files.volume("mirror")), "mirror");
        files.restart();
        assertEquals(1, new JournalCompletion(files.store()).run().size(), "it gets the journals");
        reconcile();

        VerifyReport before = verifyAll(false);
        assertEquals(Map.of(FindingKind.COPY_MISSING, 5L), before.counts());
        assertFalse(before.isSound());
        SafekeepingCheck safekeeping = new SafekeepingCheck(files.store(), repairer());
        assertEquals(
                SafekeepingCheck.Outcome.SAFE,
                safekeeping.test(JournaledStore.instance(stored.get(0))),
                "a commitment need not wait for it");
        assertTrue(verifyAll(true).isSound());
        assertEquals(0, verifyAll(false).count(FindingKind.COPY_MISSING));

        Files.delete(files.volume("primary").resolve("DOZO-VOLUME"));
        ObjectSource source = new ObjectSource(files.store());
        for (MemoryIndex.Row row : index.rows()) {
            source.open(new StoredInstance(row.object(), row.locations(), Optional.empty()))
                    .close();
        }
    }

    private Repairer repairer() {
        return new Repairer(files.store(), files.epoch(), this::publish, Clock.systemUTC());
    }

    private void publish(ObjectDraft copy, LocationAddedEntry entry) throws OperatingFailure {
        copy.keep();
        try (IndexBatch batch = index.begin()) {
            batch.position(files.append(entry));
            batch.addLocation(entry);
            batch.commit();
        }
    }

    private void reconcile() throws OperatingFailure {
        ReplaySettings settings = ReplaySettings.defaults(ObjectHeader.limits(32, 10_000));
        new Reconciler(files.store(), index, new ObjectSource(files.store()), settings).run(Progress.Listener.NONE);
    }

    private Path journal(String volume) throws IOException {
        try (Stream<Path> all = Files.walk(files.volume(volume))) {
            return all.filter(f -> f.toString().endsWith(".jsonl")).findFirst().orElseThrow();
        }
    }

    private static Finding only(VerifyReport report, FindingKind kind) {
        List<Finding> found =
                report.findings().stream().filter(f -> f.kind() == kind).toList();
        assertEquals(1, found.size(), () -> kind + " in " + report);
        return found.get(0);
    }
}
