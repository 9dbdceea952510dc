package dozo.storage.ingest;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.TestClock;
import dozo.core.value.AeTitle;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import dozo.storage.integrity.ObjectHeader;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.testing.MemoryIndex;
import dozo.storage.volume.Store;
import dozo.storage.volume.TestVolumes;
import dozo.storage.volume.WriterEpoch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ingest on real files with an index in memory: {@code IngestBench.on(volumes, directory).start()}. Close it. */
final class IngestBench implements AutoCloseable {

    static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    static final WriterEpoch EPOCH = TestVolumes.epoch(1);

    final TestVolumes volumes;
    final TestClock clock = new TestClock(Instant.parse("2026-11-22T12:00:00Z"));
    final MemoryIndex index = new MemoryIndex(EPOCH);
    final Store store;
    final Quarantine quarantine;
    private final Ingest ingest;

    private IngestBench(TestVolumes volumes, Path directory, IngestSettings settings, ByteSize quarantineLimit)
            throws OperatingFailure {
        this.volumes = volumes;
        this.store = volumes.open();
        this.quarantine = Quarantine.open(directory.resolve("quarantine"), quarantineLimit);
        ObjectSource source = new ObjectSource(store);
        this.ingest = Ingest.start(store, index, source::goodCopies, quarantine, settings, clock);
    }

    static IngestBench on(TestVolumes volumes, Path directory) throws OperatingFailure {
        return with(volumes, directory, settings(64, 64, Patience.LONG));
    }

    static IngestBench with(TestVolumes volumes, Path directory, IngestSettings settings) throws OperatingFailure {
        return new IngestBench(volumes, directory, settings, ByteSize.ofMebibytes(10));
    }

    static IngestBench withQuarantineOf(ByteSize limit, TestVolumes volumes, Path directory) throws OperatingFailure {
        return new IngestBench(volumes, directory, settings(64, 64, Patience.LONG), limit);
    }

    static IngestSettings settings(int groupSize, int queueLength, Duration timeOut) {
        return new IngestSettings(groupSize, queueLength, timeOut, ObjectHeader.limits(32, 100_000));
    }

    Ingest ingest() {
        return ingest;
    }

    /** Sends the instance as a sound sender does. */
    StoreOutcome send(Instances instance) throws IOException {
        Attributes dataSet = instance.build();
        return send(arrival(dataSet.uid(Tag.SOPClassUID), dataSet.uid(Tag.SOPInstanceUID)), instance.encode(SYNTAX));
    }

    StoreOutcome send(Arrival arrival, byte[] dataSet) throws IOException {
        return ingest.receive(arrival, new ByteArrayInputStream(dataSet));
    }

    static Arrival arrival(Optional<Uid> sopClass, Optional<Uid> sopInstance) {
        return arrival(sopClass, sopInstance, SYNTAX);
    }

    static Arrival arrival(Optional<Uid> sopClass, Optional<Uid> sopInstance, TransferSyntax syntax) {
        return new Arrival(
                sopClass.orElse(Instances.CT),
                sopClass,
                sopInstance,
                syntax,
                new AeTitle("MODALITY"),
                new AeTitle("DOZO"),
                "192.0.2.7");
    }

    /** Every file below {@code objects} of a volume. */
    List<Path> objects(String volume) throws IOException {
        return files(volume, "objects");
    }

    /** Every line of every journal of a volume. */
    List<String> journal(String volume) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files(volume, "journal")) {
            lines.append(Files.readString(file));
        }
        return lines.toString().lines().toList();
    }

    long journaled(String volume, String kind) throws IOException {
        return journal(volume).stream()
                .filter(line -> line.contains("\"kind\":\"" + kind + "\""))
                .count();
    }

    private List<Path> files(String volume, String below) throws IOException {
        return TestVolumes.filesBelow(volumes.path(volume).resolve(below));
    }

    /** Lets go what the test holds: a test that fails while it does so fails soon. */
    @Override
    public void close() {
        index.faults().letGo();
        volumes.letGo();
        ingest.close();
    }
}
