package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.endsWith;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.ContentDigest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    private static final WriterEpoch EPOCH = TestVolumes.epoch(7);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void writesTheSameFileToPrimaryAndMirror() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        byte[] content = content(300_000);
        SealedObject sealed = write(volumes.open(), content);
        assertEquals(2, sealed.volumes().size());
        assertEquals(content.length, sealed.sizeBytes());
        assertArrayEquals(
                content,
                Files.readAllBytes(volumes.path("primary").resolve(sealed.path().relative())));
        assertArrayEquals(
                content,
                Files.readAllBytes(volumes.path("mirror").resolve(sealed.path().relative())));
        MessageDigest digest = ContentDigest.newMessageDigest();
        digest.update(content);
        assertEquals(ContentDigest.of(digest), sealed.digest());
    }

    @Test
    void namesObjectsByDateEpochAndNumberWithBoundedDirectories() {
        assertEquals(
                "objects/2026/11/22/7-00000000/0001/00000400.dcm",
                ObjectPath.of(EPOCH, NOON, 1024).relative());
        assertEquals(
                "objects/2026/11/22/7-00000000/0000/000003ff.dcm",
                ObjectPath.of(EPOCH, NOON, 1023).relative());
        ObjectPath last = ObjectPath.of(EPOCH, NOON, Long.MAX_VALUE);
        assertEquals(last, ObjectPath.parse(last.relative()).orElseThrow());
    }

    @Test
    void takesNoPathThatItDidNotMake() {
        assertTrue(ObjectPath.parse("objects/2026/11/22/7-00000000/../../00000400.dcm")
                .isEmpty());
        assertTrue(ObjectPath.parse("objects/2026/11/22/7-00000000/0001/00000400.dcm\n")
                .isEmpty());
        assertTrue(ObjectPath.parse("../objects/2026/11/22/7-00000000/0001/00000400.dcm")
                .isEmpty());
        assertTrue(ObjectPath.parse("").isEmpty());
        assertTrue(ObjectPath.parse(null).isEmpty());
    }

    /** INV-2: a path is used once; where it is taken, the next number is. */
    @Test
    void neverWritesOverAFileOfAnotherProcess() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        SealedObject first = write(volumes.open(), content(10));
        Path file = volumes.path("primary").resolve(first.path().relative());
        Files.delete(volumes.path("mirror").resolve(first.path().relative()));
        SealedObject second = write(volumes.open(), content(20));
        assertEquals(10, Files.size(file));
        assertFalse(first.path().equals(second.path()));
    }

    /** INV-1: what the store calls durable survives a power cut, whatever the cut takes. */
    @Test
    void keepsForcedObjectsThroughAPowerCut() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            TestVolumes volumes = TestVolumes.in(directory.resolve("s" + seed)).group("v");
            byte[] content = content(200_000);
            SealedObject sealed = write(volumes.open(), content);
            volumes.disk("v").crash(new Random(seed));
            assertArrayEquals(
                    content,
                    Files.readAllBytes(volumes.path("v").resolve(sealed.path().relative())));
        }
    }

    /** INV-10 holds for each of them: a mirror that is run full is of no use as one. */
    @Test
    void refusesWhenTheMirrorAloneIsAboveItsHighWaterMark() throws Exception {
        TestVolumes volumes =
                TestVolumes.in(directory).waterMarks(new WaterMarks(95, 93)).group("primary", "mirror");
        Store store = volumes.open();
        volumes.disk("primary").usage(usage(10));
        volumes.disk("mirror").usage(usage(96));
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> store.begin(EPOCH, NOON));
        assertEquals(FailureCode.VOLUME_FULL, failure.code());
        assertTrue(failure.getMessage().contains("mirror"), failure.getMessage());
    }

    /** An earlier process may have made them, and ended before it forced them: nothing tells. */
    @Test
    void forcesDirectoriesThatAreThereAlready() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        SealedObject earlier = write(volumes.open(), content(10));
        write(volumes.open(), content(10));
        List<String> log = volumes.disk("v").log();
        Path around = Path.of(earlier.path().directory()).getParent();
        for (; around != null; around = around.getParent()) {
            assertTrue(log.contains("force directory " + around), around + " in " + log);
        }
    }

    @Test
    void makesNoFurtherCopyOnAVolumeThatTakesNoWrites() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        Store store = volumes.open();
        Volume volume = store.volumes().get(0);
        write(store, content(10));
        volume.set(VolumeState.DRAINING, "root", "maintenance", NOON);
        OperatingFailure draining = assertThrows(OperatingFailure.class, () -> store.beginCopy(volume, EPOCH, NOON));
        assertEquals(FailureCode.VOLUME_READ_ONLY, draining.code());
        volume.set(VolumeState.OFFLINE, "root", "maintenance", NOON);
        OperatingFailure offline = assertThrows(OperatingFailure.class, () -> store.beginCopy(volume, EPOCH, NOON));
        assertEquals(FailureCode.VOLUME_LOST, offline.code());
    }

    @Test
    void leavesNothingOfADiscardedDraft() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        try (ObjectDraft draft = volumes.open().begin(EPOCH, NOON)) {
            draft.write(content(10), 0, 10);
        }
        assertEquals(List.of(), filesBelow(volumes.path("primary").resolve("objects")));
        assertEquals(List.of(), filesBelow(volumes.path("mirror").resolve("objects")));
    }

    @Test
    void keepsADraftThatAJournalMayName() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (ObjectDraft draft = volumes.open().begin(EPOCH, NOON)) {
            draft.write(content(10), 0, 10);
            draft.seal();
            assertTrue(draft.keep());
        }
        assertEquals(1, filesBelow(volumes.path("v").resolve("objects")).size());
    }

    /** Files made ahead are empty, and look like rubbish to a job that tidies up: an object in one that has no name any more is lost. */
    @Test
    void refusesAnObjectWhoseFileWasRemovedMeanwhile() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        try (ObjectDraft draft = volumes.open().begin(EPOCH, NOON)) {
            draft.write(content(10), 0, 10);
            Files.delete(volumes.path("mirror").resolve(draft.path().relative()));
            OperatingFailure failure = assertThrows(OperatingFailure.class, draft::seal);
            assertEquals(FailureCode.DISK_ERROR, failure.code());
            assertTrue(failure.getMessage().contains("removed"), failure.getMessage());
        }
        assertEquals(List.of(), filesBelow(volumes.path("primary").resolve("objects")));
    }

    @Test
    void refusesAnObjectOfWhichTheDiskHasNotEveryByte() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (ObjectDraft draft = volumes.open().begin(EPOCH, NOON)) {
            draft.write(content(10), 0, 10);
            draft.read().close(); // has it written
            try (FileChannel file =
                    FileChannel.open(volumes.path("v").resolve(draft.path().relative()), StandardOpenOption.WRITE)) {
                file.truncate(9);
            }
            OperatingFailure failure = assertThrows(OperatingFailure.class, draft::seal);
            assertEquals(FailureCode.DISK_ERROR, failure.code());
            assertTrue(failure.getMessage().contains("9 bytes"), failure.getMessage());
        }
    }

    /** One byte more is as wrong as one byte less: such a file would never pass its digest test. */
    @Test
    void refusesAnObjectOfWhichTheDiskHasMoreThanItsBytes() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (ObjectDraft draft = volumes.open().begin(EPOCH, NOON)) {
            draft.write(content(10), 0, 10);
            draft.read().close(); // has it written
            Files.write(volumes.path("v").resolve(draft.path().relative()), new byte[1], StandardOpenOption.APPEND);
            OperatingFailure failure = assertThrows(OperatingFailure.class, draft::seal);
            assertEquals(FailureCode.DISK_ERROR, failure.code());
            assertTrue(failure.getMessage().contains("11 bytes"), failure.getMessage());
        }
    }

    @Test
    void doesNotKeepADraftThatWasDiscarded() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        ObjectDraft draft = volumes.open().begin(EPOCH, NOON);
        draft.seal();
        draft.discard();
        assertFalse(draft.keep());
    }

    @Test
    void refusesADraftThatTheDiskHoldsShort() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        try (ObjectDraft draft = volumes.open().begin(EPOCH, NOON)) {
            draft.write(content(200_000), 0, 200_000);
            draft.read().close();
            Path file = filesBelow(volumes.path("v").resolve("objects")).get(0);
            try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
                channel.truncate(100);
            }
            assertEquals(
                    FailureCode.DISK_ERROR,
                    assertThrows(OperatingFailure.class, draft::seal).code());
        }
    }

    @Test
    void fillsItsGroupsInTurn() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory)
                .waterMarks(new WaterMarks(90, 80))
                .group("first")
                .group("second");
        Store store = volumes.open();
        volumes.disk("first").usage(usage(89));
        volumes.disk("second").usage(usage(10));
        assertEquals("first", groupOfNext(store));
        volumes.disk("first").usage(usage(90));
        assertEquals("second", groupOfNext(store));
    }

    /** INV-10, with hysteresis. */
    @Test
    void refusesFromTheHighMarkOnUntilTheLowMarkIsReached() throws Exception {
        TestVolumes volumes =
                TestVolumes.in(directory).waterMarks(new WaterMarks(90, 80)).group("v");
        Store store = volumes.open();
        volumes.disk("v").usage(usage(89));
        groupOfNext(store);
        volumes.disk("v").usage(usage(90));
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> groupOfNext(store));
        assertEquals(FailureCode.VOLUME_FULL, failure.code());
        assertTrue(failure.getMessage().contains("A700H"), failure.getMessage());
        volumes.disk("v").usage(usage(81));
        assertThrows(OperatingFailure.class, () -> groupOfNext(store));
        volumes.disk("v").usage(usage(79));
        groupOfNext(store);
        volumes.disk("v").usage(usage(89));
        groupOfNext(store);
    }

    /** INV-1: a name must not be lost when the bytes are safe. */
    @Test
    void forcesTheNameOfAnObjectAfterItsCreationAndBeforeItIsSealed() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("v");
        ObjectPath path = sealed(volumes.open()).path();
        List<String> log = volumes.disk("v").log();
        int created = log.indexOf("create " + path.relative());
        assertTrue(log.lastIndexOf("force directory " + path.directory()) > created, log::toString);
        assertTrue(log.indexOf("force " + path.relative()) > created, log::toString);
    }

    /** INV-1: also where another thread writes while the object is being received. */
    @Test
    void doesNotSealALargeObjectThatTheDiskHadNoRoomFor() throws Exception {
        TestVolumes volumes = TestVolumes.in(directory).group("primary", "mirror");
        Store store = volumes.open();
        try (ObjectDraft draft = store.begin(EPOCH, NOON)) {
            volumes.disk("mirror").bytesLeft(100_000);
            OperatingFailure full = assertThrows(OperatingFailure.class, () -> {
                draft.write(content(5_000_000), 0, 5_000_000);
                draft.seal();
            });
            assertEquals(FailureCode.VOLUME_FULL, full.code());
        }
        assertEquals(List.of(), filesBelow(volumes.path("primary").resolve("objects")));
        assertEquals(List.of(), filesBelow(volumes.path("mirror").resolve("objects")));
    }

    @Test
    void drawsADifferentPathForEachObject() throws Exception {
        Store store = TestVolumes.in(directory).group("v").open();
        Set<ObjectPath> paths = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            assertTrue(paths.add(sealed(store).path()));
        }
    }

    private static ObjectDraft sealed(Store store) throws OperatingFailure {
        ObjectDraft draft = store.begin(EPOCH, NOON);
        draft.write(content(10), 0, 10);
        draft.seal();
        return draft;
    }

    /** INV-1: the name may be gone after a power cut, whoever was to force it while the bytes came. */
    @Test
    void sealsNoObjectWhoseNameCouldNotBeForced() throws Exception {
        TestVolumes.in(directory).group("local");
        Path path = directory.resolve("local");
        Disk disk = spy(new NioDisk(path));
        doThrow(new IOException("Input/output error")).when(disk).forceDirectory(endsWith("/0000"));
        VolumeSpec volume = new VolumeSpec("local", path);
        StoreGroupSpec group = new StoreGroupSpec("local", List.of(volume), TestVolumes.NEVER_FULL);
        Store store = Store.open(List.of(group), any -> disk);
        for (int i = 0; i < 10; i++) {
            OperatingFailure failure = assertThrows(OperatingFailure.class, () -> write(store, content(10)));
            assertEquals(FailureCode.DISK_ERROR, failure.code());
        }
    }

    private static SealedObject write(Store store, byte[] content) throws Exception {
        ObjectDraft draft = store.begin(EPOCH, NOON);
        draft.output().write(content[0]);
        draft.output().write(content, 1, content.length - 1);
        SealedObject sealed = draft.seal();
        draft.keep();
        return sealed;
    }

    private static String groupOfNext(Store store) throws OperatingFailure {
        try (ObjectDraft draft = store.begin(EPOCH, NOON)) {
            return draft.group().name();
        }
    }

    static VolumeUsage usage(long usedPercent) {
        return new VolumeUsage(ByteSize.ofBytes(1000), ByteSize.ofBytes(1000 - 10 * usedPercent));
    }

    static List<Path> filesBelow(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] content(int length) {
        byte[] content = "0123456789".repeat(length / 10).getBytes(StandardCharsets.US_ASCII);
        assertEquals(length, content.length);
        return content;
    }
}
