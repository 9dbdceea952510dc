package dozo.admin.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dimse.DimseStatus;
import dozo.storage.volume.TestVolumes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server that keeps its connections and answers nothing, as when its machine hangs. */
class SilentDatabaseTest {

    @TempDir
    Path directory;

    /** What is under way for every kind of peer is given up; the next start finds what had been answered with Success. */
    @Test
    void aServerStopsThoughDatabaseAndPeersSayNothing() throws Throwable {
        Path volume = Files.createDirectories(directory.resolve("data/volumes/local"));
        FaultyHouse.initialise(volume, "local");
        Path data = directory.resolve("postgres");
        try (EmbeddedPostgres database =
                        EmbeddedPostgres.builder().setDataDirectory(data).start();
                FaultyHouse house = FaultyHouse.startProcess(directory, settings(database))) {
            assertEquals(DimseStatus.SUCCESS, house.store());
            try (Socket silent =
                    new Socket(house.remote().host(), house.remote().port())) {
                new Postmaster(data).whileStopped(() -> {
                    begin(house::store);
                    begin(house::find);
                    begin(() -> house.dozo().run("status"));
                    await().until(() ->
                            TestVolumes.filesBelow(volume.resolve("objects")).size() == 2);
                    house.stop();
                });
            }
            house.restart();
            assertEquals(List.of(), house.missing());
        }
    }

    /** With a bound that passes while the database is silent. */
    private static String settings(EmbeddedPostgres database) {
        return """
                stop-time-out = 8s
                database { url = "jdbc:postgresql://localhost:%d/postgres", user = "postgres" }
                """
                .formatted(database.getPort());
    }

    /** Asks, and waits for no answer. */
    private static void begin(Callable<?> request) {
        CompletableFuture.runAsync(() -> assertDoesNotThrow(request::call));
    }
}
