package dozo.admin.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dimse.DimseStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk under the embedded database is full while the volumes have room. H2 then loses its last commits, so nothing more is
 * written until a start has read the journals; queries go on, and nothing that was acknowledged is lost.
 */
class DatabaseFullTest {

    @TempDir
    Path directory;

    @Test
    void imagesAreRefusedUntilTheNextStartWhichFindsThemAll() throws Exception {
        FaultyHouse.initialise(Files.createDirectories(directory.resolve("data/volumes/local")), "local");
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectories(directory.resolve("data/index")), "size=8m");
                FaultyHouse house = FaultyHouse.start(directory, "")) {
            assertEquals(DimseStatus.SUCCESS, house.store());
            disk.fill();
            await().atMost(Duration.ofMinutes(1)).until(() -> house.store() == DimseStatus.OUT_OF_RESOURCES);
            disk.empty();
            assertEquals(DimseStatus.OUT_OF_RESOURCES, house.store());
            await().atMost(Duration.ofMinutes(1)).until(() -> house.find() == DimseStatus.SUCCESS);
            house.restart();
            assertEquals(DimseStatus.SUCCESS, house.store());
            assertEquals(List.of(), house.missing());
            house.requireSound();
        }
    }
}
