package dozo.admin.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Instances;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of a running server's only volume fills up, turns read-only, goes away: the modality hears A700H, the administrator
 * sees why, what is there is served as far as it can be read, and storing goes on by itself when the disk is well again. The
 * store alone is tried so in {@code RealFullDiskTest}.
 */
class RealDiskTest {

    @TempDir
    Path directory;

    private SmallDisk disk;
    private FaultyHouse house;

    @BeforeEach
    void start() throws Exception {
        disk = SmallDisk.mount(Files.createDirectories(directory.resolve("data/volumes/local")), "size=8m");
        FaultyHouse.initialise(disk.path(), "local");
        house = FaultyHouse.start(directory, "");
        assertEquals(DimseStatus.SUCCESS, house.store());
    }

    @AfterEach
    void stop() throws Exception {
        if (house != null) {
            house.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    private void recoversByItself() throws Exception {
        await().until(() -> house.store() == DimseStatus.SUCCESS);
        assertEquals(List.of(), house.missing());
        assertEquals("ONLINE", house.volumeState());
        house.requireSound();
    }

    @Test
    void aFullDiskRefusesNewImagesAndServesTheOthers() throws Exception {
        disk.fill();
        assertEquals(DimseStatus.OUT_OF_RESOURCES, house.store());
        assertEquals(DimseStatus.OUT_OF_RESOURCES, house.store(Instances.ct().pixels(512, 512, 16)));
        assertEquals(List.of(), house.missing());
        String status = house.dozo().run("status").exits(0).out();
        assertTrue(status.contains("local"), status);
        disk.empty();
        recoversByItself();
    }

    @Test
    void anImageThatFillsTheDiskIsRefusedAndLeavesNoTrace() throws Exception {
        assertEquals(DimseStatus.OUT_OF_RESOURCES, house.store(Instances.ct().pixels(2048, 2560, 16)));
        assertEquals(List.of(), house.missing());
        recoversByItself();
    }

    @Test
    void aDiskThatTurnedReadOnlyRefusesNewImagesAndServesTheOthers() throws Exception {
        disk.makeReadOnly();
        assertEquals(DimseStatus.OUT_OF_RESOURCES, house.store());
        assertEquals(List.of(), house.missing());
        assertEquals("READ_ONLY", house.volumeState());
        disk.show();
        recoversByItself();
    }

    /** Nothing is written below the empty mount point, images are found still, and handed out when the disk is there again. */
    @Test
    void aDiskThatWentAwayRefusesNewImagesAndAnswersQueries() throws Exception {
        disk.hide();
        assertEquals(DimseStatus.OUT_OF_RESOURCES, house.store());
        assertEquals(DimseStatus.SUCCESS, house.find());
        assertEquals(1, house.missing().size());
        assertEquals("LOST", house.volumeState());
        assertEquals(0, disk.path().toFile().list().length);
        disk.show();
        recoversByItself();
    }
}
