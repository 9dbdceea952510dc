package dozo.admin.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.admin.testing.Commands;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.DozoConfig;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-4: what could not be reconciled at the start is said, not passed over. */
class AbsentVolumeTest {

    @TempDir
    Path directory;

    @Test
    void startAndStatusNameTheVolumesWhoseJournalsCouldNotBeReadUntilTheyAreBack() throws Exception {
        Path file = Files.writeString(
                directory.resolve("dozo.conf"),
                "data-directory = \"data\"\ndicom { bind-host = \"127.0.0.1\", port = 0 }\n");
        DozoConfig config = ConfigurationFile.read(file);
        Commands dozo = new Commands(file);

        try (Server server = Server.start(config, Clock.systemUTC())) {
            assertFalse(server.report().isSound());
            assertTrue(String.join("\n", server.report().lines()).contains("local away"));
            assertTrue(dozo.run("status").exits(0).out().contains("Away at the start: local"));
            Path volume = Files.createDirectories(directory.resolve("data/volumes/local"));
            VolumeInitialisation.initialise(new NioDisk(volume), "local");
            await().untilAsserted(() -> {
                JsonNode status = dozo.run("status", "--json").exits(0).json();
                assertEquals(0, status.get("unreconciled").size());
                assertEquals(0, status.get("behind").size());
            });
        }
        try (Server server = Server.start(config, Clock.systemUTC())) {
            assertTrue(server.report().isSound(), () -> server.report().toString());
        }
    }
}
