package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real file system of 4 MiB that fills up, turns read-only and goes away. Needs the right to mount; skipped without it, and
 * then {@link StoreTest} and {@link VolumeTest} show the same on a simulated disk.
 */
class RealFullDiskTest {

    private static final WriterEpoch EPOCH = TestVolumes.epoch(1);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "dozo-test", directory.toString()), "may not mount");
        VolumeInitialisation.initialise(new NioDisk(directory), "v");
        store = Store.open(
                List.of(new StoreGroupSpec("g", List.of(new VolumeSpec("v", directory)), TestVolumes.NEVER_FULL)));
    }

    @AfterEach
    void unmountIt() throws Exception {
        run("umount", "-l", directory.toString());
    }

    @Test
    void refusesWhenTheDiskIsFullServesWhatIsThereAndRecovers() throws Exception {
        ObjectPath stored = store(1_000_000);
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> store(8_000_000));
        assertEquals(FailureCode.VOLUME_FULL, failure.code());
        assertEquals(1_000_000, sizeOf(stored));
        store(1_000_000);
    }

    @Test
    void refusesWhenTheDiskTurnsReadOnlyServesWhatIsThereAndRecovers() throws Exception {
        ObjectPath stored = store(1000);
        assumeTrue(run("mount", "-o", "remount,ro", directory.toString()));
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> store(1000));
        assertEquals(FailureCode.VOLUME_READ_ONLY, failure.code());
        assertEquals(VolumeState.READ_ONLY, store.volumes().get(0).state());
        assertEquals(1000, sizeOf(stored));
        assumeTrue(run("mount", "-o", "remount,rw", directory.toString()));
        store(1000);
    }

    /** The mount goes while an object is being written: it is not called stored, and the path below stays empty. */
    @Test
    void writesNothingBelowAMountThatWentAway() throws Exception {
        try (ObjectDraft draft = store.begin(EPOCH, NOON)) {
            draft.write(new byte[1000], 0, 1000);
            run("umount", "-l", directory.toString());
            OperatingFailure failure = assertThrows(OperatingFailure.class, draft::seal);
            assertEquals(FailureCode.VOLUME_LOST, failure.code());
        }
        assertThrows(OperatingFailure.class, () -> store(1000));
        assertEquals(0, directory.toFile().list().length);
    }

    private ObjectPath store(int bytes) throws OperatingFailure {
        try (ObjectDraft draft = store.begin(EPOCH, NOON)) {
            draft.write(new byte[bytes], 0, bytes);
            draft.seal();
            draft.keep();
            return draft.path();
        }
    }

    private long sizeOf(ObjectPath path) throws OperatingFailure, IOException {
        try (var channel = store.volumes().get(0).open(path)) {
            return channel.size();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
