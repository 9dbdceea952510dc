package dozo.admin.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.admin.archive.Archive;
import dozo.admin.archive.Foundation;
import dozo.admin.network.KnownAes;
import dozo.core.config.DozoConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeInitialisation;
import dozo.storage.volume.VolumeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between two starts another disk is mounted where a volume was: valid, of the same name, and not the volume. */
class SwappedVolumeTest {

    @TempDir
    Path directory;

    private DozoConfig config;
    private Path path;

    @BeforeEach
    void startOnce() throws Exception {
        config = DozoConfig.defaults(directory.resolve("data"));
        path = config.storage().groups().get(0).volumes().get(0).path();
        initialise();
        open().close();
    }

    private VolumeId initialise() throws Exception {
        return VolumeInitialisation.initialise(new NioDisk(Files.createDirectories(path)), "local");
    }

    private Archive open() throws OperatingFailure {
        return Archive.open(config, Foundation.of(Clock.systemUTC()), Progress.Listener.NONE);
    }

    private VolumeId swap() throws Exception {
        Files.move(path, directory.resolve("before"));
        return initialise();
    }

    private static void requireReadable(Archive archive) throws OperatingFailure {
        archive.store().volumes().get(0).requireReadable();
    }

    @Test
    void theOtherDiskIsRefusedAfterARestart() throws Exception {
        swap();
        try (Archive archive = open()) {
            assertEquals(
                    FailureCode.VOLUME_IDENTITY_MISMATCH,
                    assertThrows(OperatingFailure.class, () -> requireReadable(archive))
                            .code());
            assertEquals(VolumeState.LOST, archive.store().volumes().get(0).state());
        }
    }

    @Test
    void itIsTakenOnceAnAdministratorHasSaidSoAndTheFirstOneNoLonger() throws Exception {
        VolumeId id = swap();
        try (Archive archive = open()) {
            Workplace workplace =
                    new Workplace(archive, new KnownAes(config, archive.index().applicationEntities()), Serving.NOBODY);
            VolumeReplace.Done done =
                    new VolumeReplace().run(workplace, new VolumeReplace.Wish("local"), Progress.Listener.NONE);
            assertEquals(id.toString(), done.id());
            Volume volume = archive.store().volumes().get(0);
            assertEquals(VolumeState.ONLINE, volume.state());
        }
        try (Archive archive = open()) {
            requireReadable(archive);
        }
        Files.move(path, directory.resolve("after"));
        Files.move(directory.resolve("before"), path);
        try (Archive archive = open()) {
            assertThrows(OperatingFailure.class, () -> requireReadable(archive));
        }
    }
}
