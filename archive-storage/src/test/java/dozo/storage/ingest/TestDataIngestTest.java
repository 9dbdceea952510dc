package dozo.storage.ingest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.Part10File;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import dozo.core.value.Uid;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.TestVolumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file of the test data: what is well formed is stored byte for byte, what is broken costs only its sender. */
class TestDataIngestTest {

    @TempDir
    Path directory;

    @Test
    void storesWellFormedFilesByteForByteAndRefusesBrokenOnes() throws Exception {
        try (IngestBench bench = IngestBench.on(TestVolumes.in(directory).group("v"), directory)) {
            assertAll(TestData.files().stream().map(file -> () -> send(bench, file)));
        }
    }

    private static void send(IngestBench bench, TestFile test) throws IOException {
        byte[] dataSet;
        Arrival arrival;
        try (Part10File file = Part10File.open(test.file())) {
            dataSet = file.dataSet().readAllBytes();
            arrival = arrival(file, test);
        } catch (DecodingException e) {
            return;
        }
        StoreOutcome outcome = bench.send(arrival, dataSet);
        if (test.mustBeRefused()) {
            assertInstanceOf(StoreOutcome.Refused.class, outcome, test.path());
        } else if (test.mustBeAccepted()) {
            Path path =
                    bench.volumes.path("v").resolve(object(outcome, test).path().relative());
            byte[] meta = new FileMeta(
                            arrival.sopClassUid().orElseThrow(),
                            arrival.sopInstanceUid().orElseThrow(),
                            arrival.syntax())
                    .encode();
            byte[] content = Files.readAllBytes(path);
            assertArrayEquals(dataSet, Arrays.copyOfRange(content, meta.length, content.length), test.path());
        }
    }

    /** Two of the files bear one SOP Instance UID and differ. */
    private static StoredObject object(StoreOutcome outcome, TestFile test) {
        return outcome instanceof StoreOutcome.NewVersion newVersion
                ? newVersion.object()
                : assertInstanceOf(StoreOutcome.Stored.class, outcome, test.path() + ": " + outcome)
                        .object();
    }

    /** As a sender does that takes the identifiers from the data set, or from the file meta where that has none. */
    private static Arrival arrival(Part10File file, TestFile test) throws IOException {
        Attributes header = new Attributes();
        try (Part10File again = Part10File.open(test.file())) {
            header = again.reader(DecodingLimits.STANDARD).readUntil(Tag.PixelData);
        } catch (DecodingException e) {
            // Not readable: the file meta has to do.
        }
        return IngestBench.arrival(
                either(header.uid(Tag.SOPClassUID), file.meta().map(FileMeta::sopClass)),
                either(header.uid(Tag.SOPInstanceUID), file.meta().map(FileMeta::sopInstance)),
                file.syntax());
    }

    private static Optional<Uid> either(Optional<Uid> first, Optional<Uid> second) {
        return first.isPresent() ? first : second;
    }
}
