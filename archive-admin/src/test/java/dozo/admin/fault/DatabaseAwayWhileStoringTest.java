package dozo.admin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.admin.testing.EchoProber;
import dozo.core.dimse.DimseStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server is stopped under a server that stores, and started again: nobody has to do anything more. */
class DatabaseAwayWhileStoringTest {

    @TempDir
    Path directory;

    private EmbeddedPostgres database(int port) throws Exception {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Test
    void imagesAreRefusedWhileItIsAwayAndStoredAgainWhenItIsBack() throws Exception {
        FaultyHouse.initialise(Files.createDirectories(directory.resolve("data/volumes/local")), "local");
        EmbeddedPostgres database = database(0);
        String settings =
                """
                database {
                  url = "jdbc:postgresql://localhost:%d/postgres", user = "postgres", connection-time-out = 1s
                }
                """
                        .formatted(database.getPort());
        try (FaultyHouse house = FaultyHouse.start(directory, settings);
                EchoProber prober = EchoProber.start(house.remote())) {
            try (BusyModality modality = BusyModality.start(house, "before")) {
                modality.awaitIn("before", DimseStatus.SUCCESS);

                modality.enter("away");
                database.close();
                modality.awaitIn("away", DimseStatus.OUT_OF_RESOURCES);
                assertEquals(DimseStatus.OUT_OF_RESOURCES, house.find());

                database = database(database.getPort());
                modality.awaitIn("back", DimseStatus.SUCCESS);
                assertEquals(Set.of(DimseStatus.SUCCESS), modality.heardIn("before"));
            }
            prober.requireAnsweredWithin(Duration.ofSeconds(1));
            assertEquals(List.of(), house.missing());
            house.requireSound();
        } finally {
            database.close();
        }
    }
}
