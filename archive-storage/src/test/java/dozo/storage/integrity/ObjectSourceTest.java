package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.VolumeState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INV-5, with the test that breaks it on purpose: each way in which a copy can be bad. */
class ObjectSourceTest {

    private static final int SMALL = 16;
    private static final int LARGE = 512; // half a MiB of pixels: several segments

    private static final int SEGMENTS = 8;
    private static final int NONE = 0; // then objects are read twice
    private static final int IMPRINTS = 16;

    @TempDir
    Path directory;

    private JournaledStore files;
    private final List<Damage> damages = new ArrayList<>();
    private ObjectSource source;

    @BeforeEach
    void openStore() throws Exception {
        files = JournaledStore.mirrored(directory);
        source = source(SEGMENTS);
    }

    private ObjectSource source(int segments) {
        return new ObjectSource(files.store(), damages::add, new ObjectMemory(segments), new Imprints(IMPRINTS));
    }

    @AfterEach
    void closeStore() {
        files.close();
    }

    @ParameterizedTest
    @CsvSource({"16, 8", "512, 8", "16, 0", "512, 0"})
    void handsOutTheStoredBytes(int rows, int segments) throws Exception {
        source = source(segments);
        Attributes dataSet = image(rows);
        StoredInstance stored = JournaledStore.instance(files.put(dataSet));

        try (VerifiedObject object = source.open(stored)) {
            byte[] expected = DatasetWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            assertEquals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, object.meta().syntax());
            assertEquals(expected.length, object.dataSetBytes());
            assertEquals(
                    dataSet.string(Tag.PatientID),
                    object.header(ObjectHeader.limits(32, 10_000)).string(Tag.PatientID));
            assertArrayEquals(expected, object.dataSet().readAllBytes());
            assertArrayEquals(expected, object.dataSet().readAllBytes(), "a second reading begins anew");
            assertArrayEquals(
                    Files.readAllBytes(files.file(stored.object(), "primary")),
                    object.file().readAllBytes());
        }
        assertTrue(damages.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"16, 8", "512, 8", "16, 0", "512, 0"})
    void takesTheMirrorWhenThePrimaryHasAFlippedBit(int rows, int segments) throws Exception {
        source = source(segments);
        StoredInstance stored = JournaledStore.instance(files.put(image(rows)));
        JournaledStore.flipBit(files.file(stored.object(), "primary"));
        assertServedFromMirror(stored, FailureCode.OBJECT_CORRUPT);
    }

    @ParameterizedTest
    @CsvSource({"16, 8", "512, 8", "16, 0", "512, 0"})
    void noticesAFlippedBitInAnObjectThatItHandedOutBefore(int rows, int segments) throws Exception {
        source = source(segments);
        StoredInstance stored = JournaledStore.instance(files.put(image(rows)));
        for (int i = 0; i < 2; i++) {
            try (VerifiedObject object = source.open(stored)) {
                assertEquals(stored.locations().get(0), object.location());
                assertArrayEquals(
                        Files.readAllBytes(files.file(stored.object(), "primary")),
                        object.file().readAllBytes());
            }
        }
        JournaledStore.flipBit(files.file(stored.object(), "primary"));
        assertServedFromMirror(stored, FailureCode.OBJECT_CORRUPT);
    }

    @ParameterizedTest
    @CsvSource({"16, 8", "512, 8", "16, 0", "512, 0"})
    void noticesThatAnObjectThatItHandedOutBeforeBecameShorter(int rows, int segments) throws Exception {
        source = source(segments);
        StoredInstance stored = JournaledStore.instance(files.put(image(rows)));
        source.open(stored).close();
        cutLastByte(stored);
        assertServedFromMirror(stored, FailureCode.OBJECT_CORRUPT);
    }

    @ParameterizedTest
    @CsvSource({"16, 8", "512, 8", "16, 0", "512, 0"})
    void takesTheMirrorWhenThePrimaryIsShort(int rows, int segments) throws Exception {
        source = source(segments);
        StoredInstance stored = JournaledStore.instance(files.put(image(rows)));
        cutLastByte(stored);
        assertServedFromMirror(stored, FailureCode.OBJECT_CORRUPT);
    }

    @ParameterizedTest
    @CsvSource({"16, 8", "512, 8", "16, 0", "512, 0"})
    void takesTheMirrorWhenThePrimaryIsLonger(int rows, int segments) throws Exception {
        source = source(segments);
        StoredInstance stored = JournaledStore.instance(files.put(image(rows)));
        try (FileChannel file = open(stored.object(), "primary")) {
            file.write(ByteBuffer.wrap(new byte[] {0}), file.size());
        }
        assertServedFromMirror(stored, FailureCode.OBJECT_CORRUPT);
    }

    @Test
    void takesTheMirrorWhenThePrimaryIsMissing() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(SMALL)));
        Files.delete(files.file(stored.object(), "primary"));
        assertServedFromMirror(stored, FailureCode.OBJECT_MISSING);
    }

    @Test
    void doesNotCallACopyBadWhoseVolumeIsOffline() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(SMALL)));
        files.store().volumes().get(0).set(VolumeState.OFFLINE, "test", "maintenance", Instant.EPOCH);
        try (VerifiedObject object = source.open(stored)) {
            assertEquals(stored.locations().get(1), object.location());
        }
        assertTrue(damages.isEmpty());
    }

    @Test
    void failsAsCorruptWhenNoCopyIsGood() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(SMALL)));
        JournaledStore.flipBit(files.file(stored.object(), "primary"));
        Files.delete(files.file(stored.object(), "mirror"));
        assertFails(FailureCode.OBJECT_CORRUPT, stored);
        assertTrue(damages.isEmpty(), "without a good copy there is nothing to repair from");
    }

    @Test
    void failsAsMissingWhenNoCopyIsThere() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(SMALL)));
        Files.delete(files.file(stored.object(), "primary"));
        Files.delete(files.file(stored.object(), "mirror"));
        assertFails(FailureCode.OBJECT_MISSING, stored);
    }

    @Test
    void saysThatAVolumeIsLostRatherThanTheObjectWhenItsCopyMayBeGood() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(SMALL)));
        Files.delete(files.file(stored.object(), "primary"));
        files.store().volumes().get(1).set(VolumeState.OFFLINE, "test", "maintenance", Instant.EPOCH);
        assertFails(FailureCode.VOLUME_LOST, stored);
    }

    @Test
    void triesTheNewestCopyOnAVolumeFirst() throws Exception {
        StoredObject first = files.put(image(SMALL));
        ObjectLocation primary = first.locations().get(0);
        ObjectLocation newer = new ObjectLocation(
                primary.volume(), files.write(image(SMALL), 1).path());
        Files.copy(files.file(primary), files.file(newer), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.delete(files.file(primary));

        List<ObjectLocation> locations = new ArrayList<>(first.locations());
        locations.add(newer);
        try (VerifiedObject object = source.open(new StoredInstance(first, locations, Optional.empty()))) {
            assertEquals(newer, object.location());
        }
        assertTrue(damages.isEmpty(), "the replaced copy is not looked at");
    }

    @Test
    void noticesBeforeTheLastBytesThatTheFileChangedAfterItsTest() throws Exception {
        source = source(NONE);
        StoredInstance stored = JournaledStore.instance(files.put(image(LARGE)));
        try (VerifiedObject object = source.open(stored)) {
            JournaledStore.flipBit(files.file(stored.object(), "primary"));
            InputStream dataSet = object.dataSet();
            long[] received = new long[1];
            assertThrows(ObjectChangedException.class, () -> {
                byte[] buffer = new byte[8192];
                for (int n = dataSet.read(buffer); n >= 0; n = dataSet.read(buffer)) {
                    received[0] += n;
                }
            });
            assertTrue(received[0] < object.dataSetBytes(), "the last bytes were held back");
        }
    }

    @Test
    void noticesThatTheFileBecameShorterAfterItsTest() throws Exception {
        source = source(NONE);
        StoredInstance stored = JournaledStore.instance(files.put(image(LARGE)));
        try (VerifiedObject object = source.open(stored)) {
            try (FileChannel file = open(stored.object(), "primary")) {
                file.truncate(file.size() / 2);
            }
            assertThrows(ObjectChangedException.class, () -> object.dataSet().readAllBytes());
        }
    }

    @Test
    void handsOutTheBytesThatWereTestedWhateverBecomesOfTheFile() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(LARGE)));
        byte[] tested = Files.readAllBytes(files.file(stored.object(), "primary"));
        try (VerifiedObject object = source.open(stored)) {
            JournaledStore.flipBit(files.file(stored.object(), "primary"));
            assertArrayEquals(tested, object.file().readAllBytes());
        }
    }

    @Test
    void readsTwiceWhatFindsNoMemoryLeftAndGivesBackWhatItTook() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(LARGE)));
        byte[] expected = Files.readAllBytes(files.file(stored.object(), "primary"));
        for (int i = 0; i < SEGMENTS; i++) {
            try (VerifiedObject first = source.open(stored);
                    VerifiedObject second = source.open(stored)) {
                assertArrayEquals(expected, second.file().readAllBytes());
                assertArrayEquals(expected, first.file().readAllBytes());
            }
        }
    }

    @Test
    void givesBackTheMemoryOfACopyThatWasBad() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(LARGE)));
        ObjectMemory memory = new ObjectMemory(SEGMENTS);
        source = new ObjectSource(files.store(), damages::add, memory, Imprints.NONE);
        JournaledStore.flipBit(files.file(stored.object(), "primary"));
        JournaledStore.flipBit(files.file(stored.object(), "mirror"));
        assertFails(FailureCode.OBJECT_CORRUPT, stored);
        assertTrue(memory.lend(SEGMENTS * (long) ObjectMemory.SEGMENT_BYTES).isPresent());
    }

    @Test
    void readsNothingFromAnObjectThatWasClosedSinceItsMemoryIsAnothers() throws Exception {
        StoredInstance stored = JournaledStore.instance(files.put(image(LARGE)));
        VerifiedObject object = source.open(stored);
        InputStream dataSet = object.dataSet();
        object.close();
        object.close();
        assertThrows(IOException.class, dataSet::read);
        assertThrows(IOException.class, () -> dataSet.transferTo(OutputStream.nullOutputStream()));
        try (VerifiedObject one = source.open(stored);
                VerifiedObject another = source.open(stored)) {
            assertArrayEquals(one.file().readAllBytes(), another.file().readAllBytes());
        }
    }

    private void assertServedFromMirror(StoredInstance stored, FailureCode code) throws OperatingFailure, IOException {
        try (VerifiedObject object = source.open(stored)) {
            assertEquals(stored.locations().get(1), object.location());
            assertArrayEquals(
                    Files.readAllBytes(files.file(stored.object(), "mirror")),
                    object.file().readAllBytes());
        }
        Damage damage = damages.get(0);
        assertEquals(stored, damage.instance());
        assertEquals(stored.locations().get(0), damage.bad().get(0).location());
        assertEquals(code, damage.bad().get(0).code());
        assertEquals(stored.locations().get(1), damage.good().location());
    }

    private void assertFails(FailureCode code, StoredInstance stored) {
        assertEquals(
                code,
                assertThrows(OperatingFailure.class, () -> source.open(stored)).code());
    }

    private void cutLastByte(StoredInstance stored) throws IOException {
        try (FileChannel file = open(stored.object(), "primary")) {
            file.truncate(file.size() - 1);
        }
    }

    private FileChannel open(StoredObject object, String volume) throws IOException {
        return FileChannel.open(files.file(object, volume), StandardOpenOption.WRITE);
    }

    private static Attributes image(int rows) {
        return Instances.ct().pixels(rows, rows, 16).build();
    }
}
