package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.MemoryIndex;
import dozo.storage.volume.ObjectLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INV-4: whatever state the index comes back in, after reconciliation it is level with the store. */
class ReconcilerTest {

    @TempDir
    Path directory;

    private JournaledStore files;
    private MemoryIndex index;

    @BeforeEach
    void openStore() throws Exception {
        files = JournaledStore.mirrored(directory);
        index = new MemoryIndex(files.epoch());
    }

    @AfterEach
    void closeStore() {
        files.close();
    }

    @Test
    void appliesAllJournalsToAnEmptyIndexInTheOrderOfTheFacts() throws Exception {
        List<StoredObject> stored = new ArrayList<>();
        for (int epoch = 0; epoch < 12; epoch++) { // epoch 10 sorts before 9 as text
            files.restart();
            stored.add(put("P" + epoch));
            stored.add(put("P" + epoch));
        }
        ReplayReport report = reconcile();
        assertEquals(stored, indexed());
        assertEquals(Optional.of("P3"), index.rows().get(6).patientId());
        assertEquals(12, report.journals());
        assertEquals(24, report.objects());
        assertTrue(report.isSound() && report.complete());
    }

    @Test
    void appliesOnlyWhatLiesBeyondThePositions() throws Exception {
        put("P1");
        reconcile();
        put("P2");
        files.restart();
        put("P3");

        ReplayReport report = reconcile();

        assertEquals(2, report.facts());
        assertEquals(3, index.rows().size());
        assertEquals(0, reconcile().facts(), "and nothing the next time");
    }

    @Test
    void goesOnAtTheLastCommitAfterTheDatabaseFailed() throws Exception {
        List<StoredObject> stored = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            stored.add(put("P" + i));
        }
        index.faults().failAfter(3);
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> reconcile(4));
        assertEquals(FailureCode.INDEX_UNAVAILABLE, failure.code());
        assertEquals(12, index.rows().size());

        index.faults().heal();
        assertEquals(13, reconcile(4).facts());
        assertEquals(stored, indexed());
    }

    @Test
    void ignoresATornLineAndSaysSo() throws Exception {
        StoredObject stored = put("P1");
        put("P2");
        for (Path journal : journals()) {
            byte[] whole = Files.readAllBytes(journal);
            Files.write(journal, Arrays.copyOf(whole, whole.length - 7));
        }
        ReplayReport report = reconcile();
        assertEquals(List.of(stored), indexed());
        assertEquals(1, report.torn().size());
        assertTrue(report.isSound(), "a torn line was never answered");
    }

    @Test
    void takesTheLineFromTheMirrorWhenThePrimarysJournalIsTorn() throws Exception {
        List<StoredObject> stored = List.of(put("P1"), put("P2"));
        Path primary = journals().stream()
                .filter(j -> j.startsWith(files.volume("primary")))
                .findFirst()
                .orElseThrow();
        byte[] whole = Files.readAllBytes(primary);
        Files.write(primary, Arrays.copyOf(whole, whole.length - 7));
        assertTrue(reconcile().torn().isEmpty());
        assertEquals(stored, indexed());
    }

    @Test
    void appliesWhatLiesBehindDamageOfEveryCopyAndReportsIt() throws Exception {
        StoredObject first = put("P1");
        put("P2");
        StoredObject third = put("P3");
        for (Path journal : journals()) {
            byte[] bytes = Files.readAllBytes(journal);
            bytes[lineStart(bytes, 2) + 20] ^= 0x01;
            Files.write(journal, bytes);
        }
        ReplayReport report = reconcile();
        assertEquals(List.of(first, third), indexed());
        assertEquals(1, report.damaged().size());
        assertFalse(report.isSound());
    }

    @Test
    void usesTheOtherCopyOfAnObjectThatIsBadOnOneVolume() throws Exception {
        StoredObject stored = put("P1");
        JournaledStore.flipBit(files.file(stored, "primary"));
        assertTrue(reconcile().isSound());
        assertEquals(Optional.of("P1"), index.rows().get(0).patientId());
    }

    @Test
    void keepsAnObjectThatIsLostOnEveryVolumeInTheIndex() throws Exception {
        StoredObject lost = put("P1");
        StoredObject kept = put("P2");
        JournaledStore.flipBit(files.file(lost, "primary"));
        Files.delete(files.file(lost, "mirror"));

        ReplayReport report = reconcile();

        assertEquals(List.of(lost, kept), indexed());
        assertEquals(1, report.lossCount());
        assertEquals(lost.sopInstanceUid(), report.losses().get(0).sopInstanceUid());
        assertEquals(FailureCode.OBJECT_CORRUPT, report.losses().get(0).code());
        assertFalse(report.isSound());
        assertEquals(0, reconcile().lossCount(), "it is not applied again");
    }

    @Test
    void findsTheRepairedCopyThatALaterLineNames() throws Exception {
        StoredObject object = put("P1");
        StoredObject copy = files.write(Instances.ct().build(), 1);
        ObjectLocation repaired = new ObjectLocation(object.volumes().get(0), copy.path());
        Files.write(files.file(repaired), Files.readAllBytes(files.file(object, "mirror")));
        files.restart();
        files.append(new LocationAddedEntry(
                object.sopInstanceUid(),
                1,
                object.digest(),
                repaired,
                LocationAddedEntry.Reason.REPAIR,
                Instant.EPOCH));
        Files.delete(files.file(object, "primary"));
        Files.delete(files.file(object, "mirror"));

        assertTrue(reconcile().isSound());
        assertEquals(Optional.of("P1"), index.rows().get(0).patientId());
        assertTrue(index.rows().get(0).locations().contains(repaired));
    }

    /** Filed without its header it would stand under a patient of its own until the next reindex. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "500, true", "500, false"})
    void leavesObjectsOnAVolumeThatIsAwayForTheTimeWhenItIsBack(int factsPerCommit, boolean readWhole)
            throws Exception {
        StoredObject before = put("P0");
        StoredObject waiting = put("P1");
        StoredObject kept = put("P2");
        files.restart();
        StoredObject later = put("P3");
        Files.delete(files.file(waiting, "primary"));
        Path identity = files.volume("mirror").resolve("DOZO-VOLUME");
        byte[] content = Files.readAllBytes(identity);
        Files.delete(identity);

        for (int start = 0; start < 2; start++) {
            files.restart();
            ReplayReport without = reconcile(factsPerCommit, readWhole);
            assertEquals(1, without.waiting());
            assertEquals(List.of("mirror"), without.away());
            assertFalse(without.isSound());
            assertEquals(start == 0 ? 3 : 0, without.facts(), "what is known is not read again");
            assertEquals(List.of(before, kept, later), indexed());
        }
        Files.write(identity, content);
        files.restart();

        assertEquals(1, reconcile().objects());
        assertEquals(List.of(before, kept, later, waiting), indexed());
        assertEquals(Optional.of("P1"), index.rows().get(3).patientId());
        assertTrue(reconcile().isSound());
    }

    /** After a database was restored an epoch may be given twice, and sort a copy's journal before that of its object. */
    @Test
    void addsACopyWhoseObjectStandsInALaterJournal() throws Exception {
        StoredObject object = files.write(Instances.ct().build(), 1);
        ObjectLocation copy = new ObjectLocation(
                object.volumes().get(0), files.write(Instances.ct().build(), 1).path());
        LocationAddedEntry entry = new LocationAddedEntry(
                object.sopInstanceUid(), 1, object.digest(), copy, LocationAddedEntry.Reason.REPAIR, Instant.EPOCH);
        files.append(entry);
        files.restart();
        files.append(new StoredEntry(object));

        assertTrue(reconcile().isSound());
        assertTrue(index.rows().get(0).locations().contains(copy));
        assertEquals(0, reconcile().facts(), "nothing is left over");
    }

    @Test
    void letsACopyGoWhoseObjectNoJournalNames() throws Exception {
        StoredObject orphan = files.write(Instances.ct().build(), 1);
        files.append(new LocationAddedEntry(
                orphan.sopInstanceUid(),
                1,
                orphan.digest(),
                orphan.locations().get(0),
                LocationAddedEntry.Reason.REPAIR,
                Instant.EPOCH));
        assertEquals(0, reconcile().facts());
        assertEquals(1, index.journalPositions().size(), "its journal is applied to the end");
    }

    /** Let go, the copy would be unknown for good, and it may be the only one that is good. */
    @Test
    void keepsACopyWaitingWhoseObjectAVolumeThatIsAwayMayTellOf() throws Exception {
        StoredObject object = put("P1");
        files.restart();
        for (Path journal : journals()) {
            if (journal.startsWith(files.volume("primary"))) {
                Files.delete(journal);
            }
        }
        ObjectLocation copy = new ObjectLocation(
                object.volumes().get(0), files.write(Instances.ct().build(), 1).path());
        files.append(new LocationAddedEntry(
                object.sopInstanceUid(), 1, object.digest(), copy, LocationAddedEntry.Reason.REPAIR, Instant.EPOCH));
        files.restart();
        Path away = Files.move(files.volume("mirror"), directory.resolve("unmounted"));
        assertEquals(0, reconcile().facts());

        Files.move(away, files.volume("mirror"));
        files.restart();

        assertEquals(2, reconcile().facts());
        assertTrue(index.rows().get(0).locations().contains(copy));
    }

    @Test
    void appliesALineThatWasWrittenTwiceOnce() throws Exception {
        StoredObject object = put("P1");
        files.append(new StoredEntry(object));
        reconcile();
        assertEquals(List.of(object), indexed());
    }

    @Test
    void filesEveryVersion() throws Exception {
        Uid instance = Instances.newUid();
        StoredObject first = files.put(Instances.ct().sopInstance(instance).build(), 1);
        StoredObject second =
                files.put(Instances.ct().sopInstance(instance).instanceNumber(2).build(), 2);
        reconcile();
        assertEquals(List.of(first, second), indexed());
        StoredObject third =
                files.put(Instances.ct().sopInstance(instance).instanceNumber(3).build(), 3);
        reconcile();
        assertEquals(List.of(first, second, third), indexed(), "also when others are known");
    }

    @Test
    void reportsAJournalThatIsShorterThanTheIndexKnowsAndGoesOn() throws Exception {
        put("P1");
        put("P2");
        reconcile();
        for (Path journal : journals()) {
            byte[] bytes = Files.readAllBytes(journal);
            Files.write(journal, Arrays.copyOf(bytes, lineStart(bytes, 2)));
        }
        files.restart();
        StoredObject later = put("P3");

        ReplayReport report = reconcile();

        assertEquals(1, report.shorter().size());
        assertFalse(report.isSound());
        assertTrue(indexed().contains(later));
    }

    @Test
    void reportsJournalsThatNoReadableVolumeHolds() throws Exception {
        put("P1");
        reconcile();
        for (Path journal : journals()) {
            Files.delete(journal);
        }
        ReplayReport report = reconcile();
        assertEquals(1, report.unseen().size());
        assertFalse(report.isSound());
    }

    @Test
    void leavesFilesThatNoJournalKnowsAlone() throws Exception {
        StoredObject orphan = files.write(Instances.ct().build(), 1);
        put("P1");
        reconcile();
        assertEquals(1, index.rows().size());
        assertTrue(Files.exists(files.file(orphan, "primary")));
    }

    @Test
    void readsHeadersAloneWhenToldTo() throws Exception {
        StoredObject object =
                files.put(Instances.ct().pixels(1024, 1024, 16).patientId("P1").build());
        JournaledStore.flipBit(files.file(object, "primary")); // in the pixels, which are not read
        ReplayReport report = reconcile(500, false);
        assertTrue(report.isSound());
        assertEquals(Optional.of("P1"), index.rows().get(0).patientId());
    }

    /** Of copies whose bytes are not tested, these two defects show all the same. */
    @Test
    void takesNoHeaderFromACopyThatIsShortOrAnotherInstance() throws Exception {
        StoredObject object = put("P1");
        StoredObject other = files.write(
                Instances.ct().sopInstance(new Uid("1.2.3")).patientId("P2").build(), 1);
        StoredObject same = files.put(
                Instances.ct().sopInstance(new Uid("1.2.4")).patientId("P3").build());
        Path primary = files.file(object, "primary");
        Files.write(primary, Arrays.copyOf(Files.readAllBytes(primary), (int) object.sizeBytes() - 1));
        assertEquals(other.sizeBytes(), same.sizeBytes());
        Files.write(files.file(same, "primary"), Files.readAllBytes(files.file(other, "primary")));
        Files.delete(files.file(object, "mirror"));

        ReplayReport report = reconcile(500, false);

        assertEquals(List.of(object, same), indexed());
        assertEquals(Optional.empty(), index.rows().get(0).patientId());
        assertEquals(object.sopInstanceUid(), report.losses().get(0).sopInstanceUid());
        assertEquals(1, report.lossCount());
        assertEquals(Optional.of("P3"), index.rows().get(1).patientId(), "from the mirror");
    }

    private StoredObject put(String patientId) throws IOException, OperatingFailure {
        return files.put(Instances.ct().patientId(patientId).build());
    }

    private ReplayReport reconcile() throws OperatingFailure {
        return reconcile(500);
    }

    private ReplayReport reconcile(int factsPerCommit) throws OperatingFailure {
        return reconcile(factsPerCommit, true);
    }

    private ReplayReport reconcile(int factsPerCommit, boolean readWhole) throws OperatingFailure {
        ReplaySettings settings = new ReplaySettings(factsPerCommit, 2, ObjectHeader.limits(32, 10_000), readWhole);
        return new Reconciler(files.store(), index, new ObjectSource(files.store()), settings)
                .run(Progress.Listener.NONE);
    }

    private List<StoredObject> indexed() {
        return index.objects();
    }

    private List<Path> journals() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    /** Where the line of this number begins, the first being 0. */
    private static int lineStart(byte[] bytes, int number) {
        int start = 0;
        for (int line = 0; line < number; line++) {
            while (bytes[start] != '\n') {
                start++;
            }
            start++;
        }
        return start;
    }
}
