package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeTest {

    private static final WriterEpoch EPOCH = TestVolumes.epoch(1);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path directory;

    private TestVolumes volumes;
    private Store store;
    private Volume volume;
    private Path path;

    @BeforeEach
    void openAVolume() {
        volumes = TestVolumes.in(directory).group("v");
        store = volumes.open();
        volume = store.volumes().get(0);
        path = volumes.path("v");
    }

    @Test
    void isOnlineWhereItsIdentityFileIs() {
        assertEquals(VolumeState.ONLINE, volume.state());
        assertTrue(volume.id().isPresent());
        assertEquals(Optional.of(volume), store.volume(volume.id().get()));
    }

    @Test
    void isNotKnownByIdentityBeforeItWasSeen() {
        assertEquals(Optional.empty(), volume.id());
    }

    /** An unmounted path must never swallow an image, nor get directories that hide behind the next mount. */
    @Test
    void writesNothingToAPathThatShowsNoVolume() throws Exception {
        store.begin(EPOCH, NOON).close();
        Path away = directory.resolve("away");
        Files.move(path, away);
        Files.createDirectory(path);
        OperatingFailure failure = refusal();
        assertEquals(FailureCode.VOLUME_LOST, failure.code());
        assertEquals(0xA700, failure.code().storeStatus());
        assertTrue(failure.getMessage().contains("Mount"), failure.getMessage());
        assertEquals(VolumeState.LOST, volume.state());
        assertEquals(0, Files.list(path).count());
        Files.delete(path);
        Files.move(away, path);
        assertEquals(VolumeState.ONLINE, volume.state());
        store.begin(EPOCH, NOON).close();
    }

    /** Also when the mount goes away between the proof and the creation of a directory. */
    @Test
    void makesNoneOfItsFixedDirectories() throws Exception {
        Files.delete(path.resolve("objects"));
        assertThrows(OperatingFailure.class, () -> store.begin(EPOCH, NOON));
        assertFalse(Files.exists(path.resolve("objects")));
    }

    @Test
    void refusesAnotherVolumeUnderItsPath() throws Exception {
        assertEquals(VolumeState.ONLINE, volume.state());
        TestVolumes.in(directory.resolve("other")).group("v");
        Files.copy(
                directory.resolve("other/v/DOZO-VOLUME"),
                path.resolve("DOZO-VOLUME"),
                StandardCopyOption.REPLACE_EXISTING);
        assertEquals(FailureCode.VOLUME_IDENTITY_MISMATCH, refusal().code());
        assertEquals(VolumeState.LOST, volume.state());
    }

    @Test
    void readsItsIdentityAgainOnlyWhenItIsAnotherFile() throws Exception {
        Disk disk = spy(new NioDisk(path));
        VolumeSpec spec = new VolumeSpec("v", path);
        Store watched =
                Store.open(List.of(new StoreGroupSpec("g", List.of(spec), TestVolumes.NEVER_FULL)), any -> disk);
        for (int i = 0; i < 3; i++) {
            watched.begin(EPOCH, NOON).close();
        }
        verify(disk, times(1)).open("DOZO-VOLUME");
        Path copy = Files.copy(path.resolve("DOZO-VOLUME"), directory.resolve("copy"));
        Files.move(copy, path.resolve("DOZO-VOLUME"), StandardCopyOption.REPLACE_EXISTING);
        watched.begin(EPOCH, NOON).close();
        verify(disk, times(2)).open("DOZO-VOLUME");
    }

    @Test
    void refusesAVolumeOfAnotherName() {
        Store misconfigured = Store.open(
                List.of(new StoreGroupSpec("g", List.of(new VolumeSpec("w", path)), TestVolumes.NEVER_FULL)));
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> misconfigured.begin(EPOCH, NOON));
        assertEquals(FailureCode.VOLUME_IDENTITY_MISMATCH, failure.code());
    }

    @Test
    void refusesAnIdentityThatIsNotTheExpectedOne() {
        VolumeSpec spec = new VolumeSpec("v", path, Optional.of(VolumeId.random()));
        Store expecting = Store.open(List.of(new StoreGroupSpec("g", List.of(spec), TestVolumes.NEVER_FULL)));
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> expecting.begin(EPOCH, NOON));
        assertEquals(FailureCode.VOLUME_IDENTITY_MISMATCH, failure.code());
    }

    /** The identity is remembered elsewhere, and may be told after the volume was seen. */
    @Test
    void refusesAnotherVolumeThanItIsToldToExpectAndTellsWhoIsThere() throws Exception {
        VolumeId there = volume.found();
        assertEquals(VolumeState.ONLINE, volume.state());
        volume.expect(VolumeId.random());
        assertEquals(FailureCode.VOLUME_IDENTITY_MISMATCH, refusal().code());
        assertTrue(
                refusal().getMessage().contains("dozo volume replace v"),
                refusal().getMessage());
        assertEquals(there, volume.found());
        volume.expect(there);
        store.begin(EPOCH, NOON).close();
    }

    @Test
    void refusesAVolumeOfANewerFormatByItsNumber() throws Exception {
        String identity = Files.readString(path.resolve("DOZO-VOLUME"));
        Files.writeString(path.resolve("DOZO-VOLUME"), identity.replace("\"format\":1", "\"format\":2"));
        OperatingFailure failure = refusal();
        assertEquals(FailureCode.VOLUME_IDENTITY_MISMATCH, failure.code());
        assertTrue(failure.getMessage().contains("format is 2"), failure.getMessage());
    }

    @Test
    void refusesAnIdentityFileThatIsNone() throws Exception {
        for (String content : List.of("", "{", "[]", "x", "{\"dozo\":\"volume\"}", "0".repeat(10_000))) {
            Files.writeString(path.resolve("DOZO-VOLUME"), content);
            assertThrows(OperatingFailure.class, () -> store.begin(EPOCH, NOON), content);
        }
    }

    @Test
    void isReadOnlyAfterItRefusedAWriteAndOnlineWhenItTakesThemAgain() throws Exception {
        ObjectPath stored = storeOne();
        volumes.disk("v").readOnly(true);
        assertEquals(FailureCode.VOLUME_READ_ONLY, refusal().code());
        assertEquals(VolumeState.READ_ONLY, volume.state());
        volume.open(stored).close();
        volumes.disk("v").readOnly(false);
        assertEquals(VolumeState.ONLINE, volume.state());
        store.begin(EPOCH, NOON).close();
        assertEquals(0, Files.list(path.resolve("state")).count(), "no probe is left behind");
    }

    @Test
    void isFullWhenAWriteFindsNoSpaceAndReadsGoOn() throws Exception {
        ObjectPath stored = storeOne();
        volumes.disk("v").bytesLeft(1000);
        try (ObjectDraft draft = store.begin(EPOCH, NOON)) {
            OperatingFailure failure =
                    assertThrows(OperatingFailure.class, () -> draft.write(new byte[2_000_000], 0, 2_000_000));
            assertEquals(FailureCode.VOLUME_FULL, failure.code());
        }
        volume.open(stored).close();
        volumes.disk("v").bytesLeft(Long.MAX_VALUE);
        storeOne();
    }

    @Test
    void staysDrainingAndOfflineAcrossARestart() throws Exception {
        ObjectPath stored = storeOne();
        volume.set(VolumeState.DRAINING, "root", "maintenance", NOON);
        reopen();
        assertEquals(VolumeState.DRAINING, volume.state());
        assertEquals(FailureCode.VOLUME_READ_ONLY, refusal().code());
        volume.open(stored).close();
        volume.set(VolumeState.OFFLINE, "root", "maintenance", NOON);
        reopen();
        assertEquals(VolumeState.OFFLINE, volume.state());
        assertThrows(OperatingFailure.class, () -> volume.open(stored));
        volume.set(VolumeState.ONLINE, "root", "maintenance", NOON);
        reopen();
        assertEquals(VolumeState.ONLINE, volume.state());
    }

    @Test
    void passesOverAnAdministrativeStateThatAPowerCutLeftHalf() throws Exception {
        volume.set(VolumeState.DRAINING, "root", "maintenance", NOON);
        Files.writeString(path.resolve("state/00000002.json"), "{\"state\":\"ONL");
        reopen();
        assertEquals(VolumeState.DRAINING, volume.state());
        volume.set(VolumeState.ONLINE, "root", "maintenance", NOON);
        reopen();
        assertEquals(VolumeState.ONLINE, volume.state());
    }

    /** While it was away, another process may have set it. */
    @Test
    void readsItsAdministrativeStateAgainWhenItWasAway() throws Exception {
        assertEquals(VolumeState.ONLINE, volume.state());
        Path away = Files.move(path, directory.resolve("away"));
        assertEquals(VolumeState.LOST, volume.state());
        AdministrativeState.write(new NioDisk(away), VolumeState.DRAINING, "root", "maintenance", NOON);
        Files.move(away, path);
        assertEquals(VolumeState.DRAINING, volume.state());
    }

    /** Whoever takes it offline may unplug it: what it holds afterwards is not known. */
    @Test
    void countsAsAwayWhileItIsOffline() throws Exception {
        assertEquals(VolumeState.ONLINE, volume.state());
        long before = volume.absences();
        volume.set(VolumeState.DRAINING, "root", "maintenance", NOON);
        assertEquals(before, volume.absences());
        volume.set(VolumeState.OFFLINE, "root", "maintenance", NOON);
        volume.set(VolumeState.ONLINE, "root", "maintenance", NOON);
        assertEquals(before + 1, volume.absences());
    }

    @Test
    void isNeverSetToWhatCanOnlyBeObserved() {
        assertThrows(IllegalArgumentException.class, () -> volume.set(VolumeState.LOST, "root", "maintenance", NOON));
        assertThrows(
                IllegalArgumentException.class, () -> volume.set(VolumeState.READ_ONLY, "root", "maintenance", NOON));
    }

    @Test
    void tellsAMissingObjectFromAMissingVolume() throws Exception {
        ObjectPath stored = storeOne();
        Files.delete(path.resolve(stored.relative()));
        assertEquals(
                FailureCode.OBJECT_MISSING,
                assertThrows(OperatingFailure.class, () -> volume.open(stored)).code());
        Files.delete(path.resolve("DOZO-VOLUME"));
        assertEquals(
                FailureCode.VOLUME_LOST,
                assertThrows(OperatingFailure.class, () -> volume.open(stored)).code());
    }

    @Test
    void isMadeInAnEmptyDirectoryOnly() throws Exception {
        NioDisk disk = new NioDisk(path);
        String before = Files.readString(path.resolve("DOZO-VOLUME"));
        assertEquals(
                FailureCode.CONFIGURATION_INVALID,
                assertThrows(OperatingFailure.class, () -> VolumeInitialisation.initialise(disk, "v"))
                        .code());
        assertEquals(before, Files.readString(path.resolve("DOZO-VOLUME")));
        NioDisk missing = new NioDisk(directory.resolve("missing"));
        assertThrows(OperatingFailure.class, () -> VolumeInitialisation.initialise(missing, "v"));
    }

    /** The images of a volume whose identity file is lost are not to be taken for nobody's. */
    @Test
    void isNotMadeAroundObjectsOrJournalsOfAnother() throws Exception {
        for (String fixed : List.of("objects", "journal", "state")) {
            Path root = Files.createDirectory(directory.resolve("around-" + fixed));
            Files.createDirectories(root.resolve(fixed));
            Files.createFile(root.resolve(fixed).resolve("left"));
            assertEquals(
                    FailureCode.CONFIGURATION_INVALID,
                    assertThrows(OperatingFailure.class, () -> VolumeInitialisation.initialise(new NioDisk(root), "v"))
                            .code());
            assertFalse(Files.exists(root.resolve("DOZO-VOLUME")));
        }
    }

    @Test
    void isMadeFromWhatAnInterruptedInitialisationLeft() throws Exception {
        for (int operation = 1; operation <= 7; operation++) {
            Path root = Files.createDirectory(directory.resolve("i" + operation));
            CrashingDisk disk = new CrashingDisk(root).cutPowerAt(operation);
            boolean done = initialise(disk);
            Files.deleteIfExists(done ? root.resolve("none") : root.resolve("DOZO-VOLUME"));
            assertTrue(done || initialise(new NioDisk(root)), "cut at " + operation);
        }
    }

    private static boolean initialise(Disk disk) {
        try {
            VolumeInitialisation.initialise(disk, "v");
            return true;
        } catch (OperatingFailure e) {
            return false;
        }
    }

    private void reopen() {
        store = volumes.open();
        volume = store.volumes().get(0);
    }

    private OperatingFailure refusal() {
        return assertThrows(OperatingFailure.class, () -> store.begin(EPOCH, NOON));
    }

    private ObjectPath storeOne() throws OperatingFailure, IOException {
        ObjectDraft draft = store.begin(EPOCH, NOON);
        draft.output().write(1);
        draft.seal();
        draft.keep();
        return draft.path();
    }
}
