package dozo.admin.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.testing.EchoProber;
import dozo.core.dimse.DimseStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server is stopped under a server that stores, and started again: nobody has to do anything more. */
class DatabaseAwayWhileStoringTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    /** What the modality heard, by when it heard it. */
    private enum Phase {
        BEFORE,
        AWAY,
        BACK
    }

    private volatile Phase phase = Phase.BEFORE;
    private final Map<Phase, Set<Integer>> heard = new EnumMap<>(Phase.class);

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
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> modality = CompletableFuture.runAsync(() -> storeUntil(done, house));
            awaitHeard(Phase.BEFORE, DimseStatus.SUCCESS);

            database.close();
            awaitHeard(Phase.AWAY, DimseStatus.OUT_OF_RESOURCES);
            assertEquals(DimseStatus.OUT_OF_RESOURCES, house.find());

            database = database(database.getPort());
            awaitHeard(Phase.BACK, DimseStatus.SUCCESS);
            done.set(true);
            modality.join();
            prober.requireAnsweredWithin(Duration.ofSeconds(1));
            assertTrue(heard.get(Phase.BEFORE).equals(Set.of(DimseStatus.SUCCESS)), heard::toString);
            assertEquals(List.of(), house.missing());
            house.requireSound();
        } finally {
            database.close();
        }
    }

    private void storeUntil(AtomicBoolean done, FaultyHouse house) {
        while (!done.get()) {
            try {
                Phase asked = phase;
                int status = house.store();
                if (asked == phase) {
                    note(asked, status);
                }
            } catch (Exception e) {
                throw new IllegalStateException("the modality was not answered", e);
            }
        }
    }

    private synchronized void note(Phase asked, int status) {
        heard.computeIfAbsent(asked, any -> new TreeSet<>()).add(status);
    }

    private synchronized boolean hasHeard(Phase asked, int status) {
        return heard.getOrDefault(asked, Set.of()).contains(status);
    }

    private void awaitHeard(Phase now, int status) {
        phase = now;
        await().atMost(PATIENCE).until(() -> hasHeard(now, status));
    }
}
