package dozo.storage.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.IndexFaults;
import dozo.storage.volume.TestVolumes;
import dozo.storage.volume.VolumeState;
import dozo.storage.volume.WaterMarks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

    @TempDir
    Path directory;

    @Test
    void storesAPart10FileWithTheDataSetAsItCame() throws Exception {
        try (IngestBench bench = bench("v")) {
            Instances instance = Instances.ct();
            StoredObject stored = stored(bench.send(instance));
            Path file = bench.volumes.path("v").resolve(stored.path().relative());
            assertArrayEquals(instance.file(IngestBench.SYNTAX), Files.readAllBytes(file));
            assertEquals(Files.size(file), stored.sizeBytes());
            assertEquals(List.of(stored), bench.index.objects());
        }
    }

    @Test
    void tellsWhoSentItAndWhenToTheMillisecond() throws Exception {
        try (IngestBench bench = bench("v")) {
            bench.clock.set(Instant.parse("2026-11-22T12:00:00.123456789Z"));
            StoredObject stored = stored(bench.send(Instances.ct()));
            assertEquals("MODALITY", stored.callingAeTitle());
            assertEquals("DOZO", stored.calledAeTitle());
            assertEquals("192.0.2.7", stored.peerAddress());
            assertEquals(Instant.parse("2026-11-22T12:00:00.123Z"), stored.receivedAt(), "all that a journal tells");
            assertEquals(IngestBench.SYNTAX.uid(), stored.transferSyntaxUid());
            assertEquals(IngestBench.EPOCH, stored.epoch());
        }
    }

    /** INV-1: every volume of the group holds object and journal line before Success. */
    @Test
    void storesOnPrimaryAndMirror() throws Exception {
        try (IngestBench bench = bench("primary", "mirror")) {
            StoredObject stored = stored(bench.send(Instances.ct()));
            assertEquals(2, stored.volumes().size());
            assertEquals(1, bench.objects("primary").size());
            assertArrayEquals(
                    Files.readAllBytes(bench.objects("primary").get(0)),
                    Files.readAllBytes(bench.objects("mirror").get(0)));
            assertEquals(bench.journal("primary"), bench.journal("mirror"));
            assertEquals(1, bench.journaled("mirror", "stored"));
        }
    }

    /** INV-4: the index knows how far it follows the journal. */
    @Test
    void recordsTheJournalsLengthWithTheRows() throws Exception {
        try (IngestBench bench = bench("v")) {
            bench.send(Instances.ct());
            bench.send(Instances.ct());
            var position = bench.index.journalPositions().entrySet().iterator().next();
            assertEquals(Files.size(bench.volumes.path("v").resolve(position.getKey())), position.getValue());
        }
    }

    /** INV-2: nothing is stored twice. */
    @Test
    void answersASecondSendingOfTheSameBytesWithoutStoringThem() throws Exception {
        try (IngestBench bench = bench("primary", "mirror")) {
            Instances instance = Instances.ct();
            StoredObject first = stored(bench.send(instance));
            StoreOutcome again = bench.send(instance);
            assertEquals(
                    first,
                    assertInstanceOf(StoreOutcome.AlreadyStored.class, again).object());
            assertEquals(1, bench.objects("primary").size());
            assertEquals(1, bench.objects("mirror").size());
            assertEquals(1, bench.journaled("primary", "stored"));
        }
    }

    /** INV-2: other bytes never take the place of those that are there. */
    @Test
    void keepsOtherBytesUnderTheSameUidAsANewVersion() throws Exception {
        try (IngestBench bench = bench("v")) {
            Instances instance = Instances.ct();
            Uid uid = instance.build().uid(Tag.SOPInstanceUID).orElseThrow();
            byte[] before = instance.file(IngestBench.SYNTAX);
            StoredObject first = stored(bench.send(instance));
            StoreOutcome second = bench.send(instance.with(Tag.StudyDescription, Vr.LO, "Neck"));
            assertEquals(
                    2,
                    assertInstanceOf(StoreOutcome.NewVersion.class, second)
                            .object()
                            .version());
            assertEquals(2, bench.index.versions(uid).size());
            assertArrayEquals(
                    before,
                    Files.readAllBytes(
                            bench.volumes.path("v").resolve(first.path().relative())));
            assertInstanceOf(
                    StoreOutcome.AlreadyStored.class, bench.send(instance.with(Tag.StudyDescription, Vr.LO, "Head")));
            assertEquals(2, bench.index.versions(uid).size());
        }
    }

    /** INV-5: the sender drops its copy on Success, so ours must be good. */
    @Test
    void keepsTheNewBytesWhenTheStoredOnesTurnOutCorrupt() throws Exception {
        try (IngestBench bench = bench("primary", "mirror")) {
            Instances instance = Instances.ct();
            StoredObject first = stored(bench.send(instance));
            Path corrupt = bench.volumes.path("mirror").resolve(first.path().relative());
            byte[] bytes = Files.readAllBytes(corrupt);
            bytes[bytes.length - 1] ^= 1;
            Files.write(corrupt, bytes);
            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(instance));
            StoredInstance known = bench.index.versions(first.sopInstanceUid()).get(0);
            assertEquals(4, known.locations().size(), "the first two and one more on each volume");
            assertEquals(2, bench.journaled("mirror", "location-added"));
            assertArrayEquals(bytes, Files.readAllBytes(corrupt), "the corrupt file is evidence, and stays");
            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(instance));
            assertEquals(2, bench.objects("mirror").size(), "now a good copy is known on each volume");
        }
    }

    /** The journal's lines of others between may be lost: a number is given once, however few are known. */
    @Test
    void numbersANewVersionBehindTheHighestThatIsKnown() throws Exception {
        try (IngestBench bench = bench("v")) {
            StoredObject known = stored(bench.send(Instances.ct())).withVersion(3);
            bench.index.put(List.of(new StoredInstance(known, known.locations(), Optional.empty())));
            StoreOutcome outcome = bench.send(Instances.ct().sopInstance(known.sopInstanceUid()));
            assertEquals(
                    4,
                    assertInstanceOf(StoreOutcome.NewVersion.class, outcome)
                            .object()
                            .version());
        }
    }

    @Test
    void refusesA700WhenTheMirrorIsLostAndSaysSo() throws Exception {
        try (IngestBench bench = bench("primary", "mirror")) {
            bench.send(Instances.ct());
            Path identity = bench.volumes.path("mirror").resolve("DOZO-VOLUME");
            byte[] content = Files.readAllBytes(identity);
            Files.delete(identity);
            StoreOutcome.Refused refused = refused(bench.send(Instances.ct()), FailureCode.VOLUME_LOST);
            assertEquals(0xA700, refused.code().storeStatus());
            assertTrue(refused.detail().contains("mirror"), refused.detail());
            assertEquals(1, bench.objects("primary").size());
            Files.write(identity, content);
            stored(bench.send(Instances.ct()));
        }
    }

    /** INV-10. */
    @Test
    void refusesA700WhenTheVolumeIsAboveItsHighWaterMark() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory)
                .waterMarks(new WaterMarks(0.001, 0.001))
                .group("v");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            assertEquals(
                    0xA700,
                    refused(bench.send(Instances.ct()), FailureCode.VOLUME_FULL)
                            .code()
                            .storeStatus());
        }
    }

    @Test
    void refusesA700WhenTheDiskFillsUpInTheMiddleAndRecovers() throws Exception {
        try (IngestBench bench = bench("v")) {
            bench.send(Instances.ct());
            bench.volumes.disk("v").bytesLeft(1000);
            refused(bench.send(Instances.ct().pixels(512, 512, 16)), FailureCode.VOLUME_FULL);
            assertEquals(1, bench.objects("v").size());
            bench.volumes.disk("v").bytesLeft(Long.MAX_VALUE);
            stored(bench.send(Instances.ct()));
        }
    }

    @Test
    void refusesA700WhenTheVolumeIsReadOnlyOrDrainingAndRecovers() throws Exception {
        try (IngestBench bench = bench("v")) {
            bench.volumes.disk("v").readOnly(true);
            refused(bench.send(Instances.ct()), FailureCode.VOLUME_READ_ONLY);
            bench.volumes.disk("v").readOnly(false);
            stored(bench.send(Instances.ct()));
            bench.store.volumes().get(0).set(VolumeState.DRAINING, "root", "maintenance", bench.clock.instant());
            refused(bench.send(Instances.ct()), FailureCode.VOLUME_READ_ONLY);
            bench.store.volumes().get(0).set(VolumeState.ONLINE, "root", "maintenance", bench.clock.instant());
            stored(bench.send(Instances.ct()));
        }
    }

    @Test
    void goesToTheNextGroupWhenTheFirstIsFull() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("a").group("b");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            stored(bench.send(Instances.ct()));
            bench.store
                    .groups()
                    .get(0)
                    .volumes()
                    .get(0)
                    .set(VolumeState.DRAINING, "root", "maintenance", bench.clock.instant());
            stored(bench.send(Instances.ct()));
            assertEquals(1, bench.objects("a").size());
            assertEquals(1, bench.objects("b").size());
            assertEquals(1, bench.journaled("b", "stored"), "its facts stand on its own volumes");
        }
    }

    /** INV-9: what a sender breaks off leaves nothing behind. */
    @Test
    void leavesNothingWhenTheSenderBreaksOff() throws Exception {
        try (IngestBench bench = bench("v")) {
            Instances instance = Instances.ct();
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("connection reset");
                }
            };
            byte[] start = new ByteArrayInputStream(instance.encode(IngestBench.SYNTAX)).readNBytes(300);
            InputStream dataSet = new SequenceInputStream(new ByteArrayInputStream(start), broken);
            Arrival arrival = IngestBench.arrival(
                    Optional.of(Instances.CT), instance.build().uid(Tag.SOPInstanceUID));
            IOException lost =
                    assertThrows(IOException.class, () -> bench.ingest().receive(arrival, dataSet));
            assertEquals("connection reset", lost.getMessage());
            assertEquals(List.of(), bench.objects("v"));
            assertEquals(List.of(), bench.quarantine.list());
        }
    }

    @Test
    void refusesAndLeavesNothingWhenTheIndexIsAway() throws Exception {
        try (IngestBench bench = bench("v")) {
            bench.index.faults().failToBegin(FailureCode.INDEX_UNAVAILABLE);
            refused(bench.send(Instances.ct()), FailureCode.INDEX_UNAVAILABLE);
            assertEquals(List.of(), bench.objects("v"));
            assertEquals(List.of(), bench.journal("v"));
            bench.index.faults().heal();
            stored(bench.send(Instances.ct()));
        }
    }

    /** INV-3. */
    @Test
    void journalsNothingWhenAnotherNodeHasTakenOver() throws Exception {
        try (IngestBench bench = bench("v")) {
            bench.index.faults().failToBegin(FailureCode.NOT_ACTIVE);
            refused(bench.send(Instances.ct()), FailureCode.NOT_ACTIVE);
            assertEquals(List.of(), bench.journal("v"));
        }
    }

    /** An unknown outcome is not Success, and resolves to exactly one stored object. */
    @Test
    void settlesACommitOfUnknownOutcomeBeforeAnythingElse() throws Exception {
        for (IndexFaults.Break where : IndexFaults.Break.values()) {
            TestVolumes volumes =
                    TestVolumes.in(directory.resolve(where.name())).group("v");
            try (IngestBench bench = IngestBench.on(volumes, directory)) {
                Instances instance = Instances.ct();
                bench.index.faults().breakNextCommit(where);
                refused(bench.send(instance), FailureCode.INDEX_UNAVAILABLE);
                assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(instance), where.name());
                assertEquals(1, bench.index.objects().size());
                assertEquals(1, bench.objects("v").size());
                assertEquals(1, bench.journaled("v", "stored"));
            }
        }
    }

    @Test
    void settlesAJournalThatFailedInTheMiddle() throws Exception {
        try (IngestBench bench = bench("primary", "mirror")) {
            stored(bench.send(Instances.ct()));
            Instances instance = Instances.ct();
            long objectBytes = instance.file(IngestBench.SYNTAX).length;
            bench.volumes.disk("mirror").bytesLeft(objectBytes + 100);
            refused(bench.send(instance), FailureCode.VOLUME_FULL);
            assertEquals(2, bench.objects("mirror").size(), "the journal may name it, so it stays");
            bench.volumes.disk("mirror").bytesLeft(Long.MAX_VALUE);
            stored(bench.send(Instances.ct()));
            assertInstanceOf(StoreOutcome.AlreadyStored.class, bench.send(instance));
            assertEquals(3, bench.index.objects().size());
        }
    }

    /** A lost group does not hold up the others for what it left unsettled. */
    @Test
    void settlesInAnotherGroupsJournalWhenItsOwnIsGone() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("a").group("b");
        try (IngestBench bench = IngestBench.on(volumes, directory)) {
            Instances instance = Instances.ct();
            bench.volumes.disk("a").bytesLeft(instance.file(IngestBench.SYNTAX).length);
            refused(bench.send(instance), FailureCode.VOLUME_FULL);
            bench.volumes.disk("a").readOnly(true);
            stored(bench.send(Instances.ct()));
            assertEquals(2, bench.index.objects().size());
            assertEquals(2, bench.journaled("b", "stored"));
        }
    }

    @Test
    void refusesA700WhenItsCommitDoesNotComeInTime() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        IngestSettings hasty = IngestBench.settings(1, 1, Duration.ofMillis(50));
        CountDownLatch latch = new CountDownLatch(1);
        try (IngestBench bench = IngestBench.with(volumes, directory, hasty)) {
            bench.index.faults().hold(latch);
            assertEquals(
                    0xA700,
                    refused(bench.send(Instances.ct()), FailureCode.TOO_BUSY)
                            .code()
                            .storeStatus());
            assertEquals(List.of(), bench.objects("v"), "the draft was withdrawn");
            latch.countDown();
        }
    }

    @Test
    void refusesWhenItIsStopping() throws Exception {
        IngestBench bench = bench("v");
        bench.close();
        refused(bench.send(Instances.ct()), FailureCode.TOO_BUSY);
        assertEquals(List.of(), bench.objects("v"));
    }

    private IngestBench bench(String... volumes) throws Exception {
        return IngestBench.on(TestVolumes.in(directory).group(volumes), directory);
    }

    static StoredObject stored(StoreOutcome outcome) {
        return assertInstanceOf(StoreOutcome.Stored.class, outcome).object();
    }

    static StoreOutcome.Refused refused(StoreOutcome outcome, FailureCode code) {
        StoreOutcome.Refused refused = assertInstanceOf(StoreOutcome.Refused.class, outcome);
        assertEquals(code, refused.code(), refused.detail());
        return refused;
    }
}
