package dozo.storage.ingest;

import static dozo.storage.ingest.IngestTest.refused;
import static dozo.storage.ingest.IngestTest.stored;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.encoding.Part10File;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import dozo.storage.volume.TestVolumes;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {

    private static final byte[] GARBAGE = "this is no data set".repeat(10).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @Test
    void keepsTheDataWithTheReasonAndTheSender() throws Exception {
        try (IngestBench bench = bench()) {
            Instances ct = Instances.ct().patientName("Secret^Person");
            Uid uid = ct.build().uid(Tag.SOPInstanceUID).orElseThrow();
            byte[] dataSet = ct.encode(IngestBench.SYNTAX);
            refused(
                    bench.send(IngestBench.arrival(Optional.of(Instances.MR), Optional.of(uid)), dataSet),
                    FailureCode.CLASS_MISMATCH);
            QuarantineEntry entry = bench.quarantine.list().get(0);
            assertEquals(FailureCode.CLASS_MISMATCH, entry.reason());
            assertEquals(bench.clock.instant(), entry.receivedAt());
            assertEquals("MODALITY", entry.callingAeTitle());
            assertEquals("DOZO", entry.calledAeTitle());
            assertEquals("192.0.2.7", entry.peerAddress());
            assertEquals(Optional.of(uid), entry.sopInstanceUid());
            assertEquals(Optional.of(Instances.MR), entry.sopClassUid());
            assertEquals(Optional.of(entry), bench.quarantine.entry(entry.id()));
            try (Part10File file = Part10File.open(bench.quarantine.file(entry))) {
                assertArrayEquals(dataSet, file.dataSet().readAllBytes());
            }
            Path sidecar = directory.resolve("quarantine").resolve(entry.id() + ".json");
            assertFalse(Files.readString(sidecar).contains("Secret"));
        }
    }

    /** INV-9: a bug in reading costs the sender an answer of 0110H, and nobody the data. */
    @Test
    void keepsTheWholeDataSetWhenReadingItFailsByABug() throws Exception {
        try (IngestBench bench = bench()) {
            Instances ct = Instances.ct();
            byte[] dataSet = ct.encode(IngestBench.SYNTAX);
            Arrival arrival =
                    IngestBench.arrival(Optional.of(Instances.CT), ct.build().uid(Tag.SOPInstanceUID));
            InputStream failing = new FilterInputStream(new ByteArrayInputStream(dataSet)) {
                private boolean failed;

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (!failed) {
                        failed = true;
                        throw new IllegalStateException("a bug");
                    }
                    return super.read(target, offset, length);
                }
            };
            StoreOutcome.Refused refused = refused(bench.ingest().receive(arrival, failing), FailureCode.INTERNAL);
            assertEquals(0x0110, refused.code().storeStatus());
            try (Part10File file = Part10File.open(
                    bench.quarantine.file(bench.quarantine.list().get(0)))) {
                assertArrayEquals(dataSet, file.dataSet().readAllBytes());
            }
            stored(bench.ingest().retry(bench.quarantine.list().get(0)));
        }
    }

    @Test
    void keepsADataSetWhoseCommandHasNoValidUid() throws Exception {
        try (IngestBench bench = bench()) {
            Instances ct = Instances.ct();
            bench.send(IngestBench.arrival(Optional.of(Instances.CT), Optional.empty()), ct.encode(IngestBench.SYNTAX));
            QuarantineEntry entry = bench.quarantine.list().get(0);
            assertEquals(Optional.empty(), entry.sopInstanceUid());
            stored(bench.ingest().retry(entry));
            assertEquals(List.of(), bench.quarantine.list());
        }
    }

    @Test
    void storesByTheDataSetsOwnWordWhenRetried() throws Exception {
        try (IngestBench bench = bench()) {
            Instances ct = Instances.ct();
            Uid uid = ct.build().uid(Tag.SOPInstanceUID).orElseThrow();
            bench.send(IngestBench.arrival(Optional.of(Instances.MR), Optional.of(uid)), ct.encode(IngestBench.SYNTAX));
            stored(bench.ingest().retry(bench.quarantine.list().get(0)));
            assertEquals(List.of(), bench.quarantine.list());
            assertEquals(ByteSize.ofBytes(0), bench.quarantine.used());
            assertEquals(Instances.CT, bench.index.objects().get(0).sopClassUid());
            assertArrayEquals(
                    ct.file(IngestBench.SYNTAX),
                    Files.readAllBytes(bench.objects("v").get(0)));
        }
    }

    /** The sender may have sent it again meanwhile, and rightly. */
    @Test
    void letsGoOfWhatTurnsOutToBeStoredAlready() throws Exception {
        try (IngestBench bench = bench()) {
            Instances ct = Instances.ct();
            Optional<Uid> uid = ct.build().uid(Tag.SOPInstanceUID);
            bench.send(IngestBench.arrival(Optional.of(Instances.MR), uid), ct.encode(IngestBench.SYNTAX));
            stored(bench.send(ct));
            StoreOutcome outcome = bench.ingest().retry(bench.quarantine.list().get(0));
            assertInstanceOf(StoreOutcome.AlreadyStored.class, outcome);
            assertEquals(List.of(), bench.quarantine.list());
        }
    }

    @Test
    void keepsWhatCannotBeFiledOnRetryEither() throws Exception {
        try (IngestBench bench = bench()) {
            bench.send(IngestBench.arrival(Optional.of(Instances.CT), Optional.of(Instances.newUid())), GARBAGE);
            List<QuarantineEntry> before = bench.quarantine.list();
            refused(bench.ingest().retry(before.get(0)), FailureCode.NOT_UNDERSTOOD);
            assertEquals(before, bench.quarantine.list());
        }
    }

    /** INV-10 holds here too: what is there stays, what comes is dropped, and the sender keeps its copy. */
    @Test
    void dropsTheDataAndKeepsTheRefusalWhenItIsFull() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (IngestBench bench = IngestBench.withQuarantineOf(ByteSize.ofBytes(1000), volumes, directory)) {
            Arrival arrival = IngestBench.arrival(Optional.of(Instances.CT), Optional.of(Instances.newUid()));
            refused(bench.send(arrival, GARBAGE), FailureCode.NOT_UNDERSTOOD);
            refused(bench.send(arrival, new byte[2000]), FailureCode.NOT_UNDERSTOOD);
            assertEquals(1, bench.quarantine.list().size());
            assertTrue(bench.quarantine.used().bytes() <= 1000);
            bench.quarantine.remove(bench.quarantine.list().get(0));
            refused(bench.send(arrival, GARBAGE), FailureCode.NOT_UNDERSTOOD);
            assertEquals(1, bench.quarantine.list().size());
        }
    }

    /** Else each failure would take room away until the next start. */
    @Test
    void countsNothingForADataSetThatCouldNotBeWritten() throws Exception {
        try (IngestBench bench = bench()) {
            Arrival arrival = IngestBench.arrival(Optional.of(Instances.CT), Optional.of(Instances.newUid()));
            Files.delete(directory.resolve("quarantine"));
            refused(bench.send(arrival, GARBAGE), FailureCode.NOT_UNDERSTOOD);
            assertEquals(ByteSize.ofBytes(0), bench.quarantine.used());
        }
    }

    @Test
    void listsTheOldestFirst() throws Exception {
        try (IngestBench bench = bench()) {
            Arrival arrival = IngestBench.arrival(Optional.of(Instances.CT), Optional.of(Instances.newUid()));
            for (int second = 0; second < 12; second++) {
                bench.send(arrival, GARBAGE);
                bench.clock.advance(Duration.ofSeconds(1));
            }
            List<Instant> times = bench.quarantine.list().stream()
                    .map(QuarantineEntry::receivedAt)
                    .toList();
            assertEquals(12, times.size());
            assertEquals(times.stream().sorted().toList(), times);
        }
    }

    @Test
    void countsWhatAnEarlierProcessKept() throws Exception {
        try (IngestBench bench = bench()) {
            bench.send(IngestBench.arrival(Optional.of(Instances.CT), Optional.of(Instances.newUid())), GARBAGE);
            Quarantine reopened = Quarantine.open(directory.resolve("quarantine"), ByteSize.ofMebibytes(1));
            assertEquals(bench.quarantine.used(), reopened.used());
            assertEquals(bench.quarantine.list(), reopened.list());
        }
    }

    @Test
    void passesOverFilesThatAreNotItsOwn() throws Exception {
        try (IngestBench bench = bench()) {
            Path quarantine = directory.resolve("quarantine");
            Files.writeString(quarantine.resolve("notes.json"), "{}");
            Files.writeString(quarantine.resolve("20261122T120000000Z-1.json"), "{\"id\":");
            assertEquals(List.of(), bench.quarantine.list());
            assertEquals(Optional.empty(), bench.quarantine.entry("../../etc/passwd"));
        }
    }

    private IngestBench bench() throws Exception {
        return IngestBench.on(TestVolumes.in(directory).group("v"), directory);
    }
}
