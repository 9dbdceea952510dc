package dozo.admin.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.admin.testing.EchoProber;
import dozo.core.dimse.DimseStatus;
import dozo.storage.volume.TestVolumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mirror of a server process goes and comes back damaged while a modality stores. The second group takes the images
 * meanwhile, and the mirror is brought up by itself, until it can stand in for its primary.
 */
class MirrorAwayTest {

    private static final String GROUPS =
            """
            storage { groups = [
              { name = "first", volumes = [{ name = "primary", path = "primary" }, { name = "mirror", path = "mirror" }] }
              { name = "second", volumes = [{ name = "second", path = "second" }] }
            ] }
            """;

    @TempDir
    Path directory;

    @Test
    void theModalityGoesOnAndTheMirrorHoldsEverythingInTheEnd() throws Exception {
        try (SmallDisk primary = disk("primary");
                SmallDisk mirror = disk("mirror")) {
            FaultyHouse.initialise(Files.createDirectories(directory.resolve("second")), "second");
            try (FaultyHouse house = FaultyHouse.startProcess(directory, GROUPS);
                    EchoProber prober = EchoProber.start(house.remote())) {
                loseAndBringBack(mirror, house);
                assertEquals(List.of(), house.missing());
                assertTrue(house.verify().get("sound").asBoolean());

                primary.hide();
                assertEquals(List.of(), house.missing(), "the mirror alone has all that its primary has");
                assertTrue(ofFirstGroup() > 2);
                primary.show();
                prober.requireAnsweredWithin(Duration.ofSeconds(1));
            }
        }
    }

    private SmallDisk disk(String name) throws Exception {
        SmallDisk disk = SmallDisk.mount(Files.createDirectories(directory.resolve(name)), "size=256m");
        FaultyHouse.initialise(disk.path(), name);
        return disk;
    }

    private void loseAndBringBack(SmallDisk mirror, FaultyHouse house) throws Exception {
        try (BusyModality modality = BusyModality.start(house, "mirrored")) {
            await().until(() -> house.acknowledged() >= 5);
            damage(mirror.path());

            mirror.hide();
            await().until(() -> !behind(house).isEmpty());
            modality.awaitIn("away", DimseStatus.SUCCESS);
            assertEquals(Set.of(DimseStatus.SUCCESS), modality.heardIn("away"), "the second group takes them");
            assertEquals(0, mirror.path().toFile().list().length, "nothing is written below the mount");

            mirror.show();
            modality.awaitIn("back", DimseStatus.SUCCESS);
            await().until(() -> behind(house).isEmpty());
            assertEquals(Set.of(DimseStatus.SUCCESS), modality.heardIn("back"));
        }
    }

    /** One copy is gone, and one keeps its length and changes its last byte. */
    private static void damage(Path volume) throws IOException {
        List<Path> copies = objects(volume);
        Files.delete(copies.get(0));
        byte[] bytes = Files.readAllBytes(copies.get(1));
        bytes[bytes.length - 1] ^= 1;
        Files.write(copies.get(1), bytes);
    }

    private int ofFirstGroup() throws IOException {
        return objects(directory.resolve("mirror")).size();
    }

    private static List<Path> objects(Path volume) throws IOException {
        return TestVolumes.filesBelow(volume.resolve("objects"));
    }

    private static List<String> behind(FaultyHouse house) {
        JsonNode status = house.dozo().run("status", "--json").exits(0).json();
        return status.get("behind").findValuesAsText("volume");
    }
}
