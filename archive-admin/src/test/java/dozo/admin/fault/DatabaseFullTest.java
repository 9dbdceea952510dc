package dozo.admin.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dimse.DimseStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk under the embedded database is full while the volumes have room. H2 then loses its last commits, so nothing more is
 * written until the journals are read by a start, which {@code dozo serve} makes itself as soon as there is room. Nothing that
 * was acknowledged is lost.
 */
class DatabaseFullTest {

    @TempDir
    Path directory;

    @Test
    void imagesAreRefusedUntilThereIsRoomAndThenTheServerStartsAnewByItselfAndFindsThemAll() throws Exception {
        FaultyHouse.initialise(Files.createDirectories(directory.resolve("data/volumes/local")), "local");
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectories(directory.resolve("data/index")), "size=128m");
                FaultyHouse house = FaultyHouse.startProcess(directory, "")) {
            assertEquals(DimseStatus.SUCCESS, house.store());
            disk.fill();
            await().until(() -> house.store() == DimseStatus.OUT_OF_RESOURCES);
            int acknowledged = house.acknowledged();
            assertEquals(DimseStatus.OUT_OF_RESOURCES, house.store());
            disk.empty();
            // While it starts anew, nobody is answered.
            await().ignoreExceptions().until(() -> house.store() == DimseStatus.SUCCESS);
            assertEquals(acknowledged + 1, house.acknowledged());
            assertEquals(List.of(), house.missing());
            house.requireSound();
        }
    }
}
