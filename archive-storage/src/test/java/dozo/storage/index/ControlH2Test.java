package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.config.AeConfig;
import dozo.core.config.AeRole;
import dozo.core.config.IndexConfig;
import dozo.core.value.AeTitle;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControlH2Test extends ControlContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    /** What the disk holds at the moment of the answer, as a power cut would leave it. */
    @Test
    void whatWasConfirmedOutlivesAPowerCut() throws Exception {
        AeConfig entry =
                new AeConfig(new AeTitle("CT1"), "ct1", 104, Set.of(AeRole.STORE), false, List.of(), Optional.empty());
        index.applicationEntities().put(entry);

        Path disk = Files.createDirectory(directory.resolve("after-the-power-cut"));
        Files.copy(directory.resolve("index.mv.db"), disk.resolve("index.mv.db"));

        try (ArchiveIndex restarted = ArchiveIndex.open(TestDatabase.h2(disk), LIMITS, Clock.systemUTC())) {
            assertEquals(List.of(entry), restarted.applicationEntities().all());
            assertEquals(index.epoch().epoch() + 1, restarted.epoch().epoch());
        }
    }
}
