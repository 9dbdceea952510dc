package dozo.storage.index;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.config.IndexConfig;
import dozo.core.config.Secret;
import dozo.core.dataset.Tag;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.Level;
import dozo.storage.testing.TestInstance;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A PostgreSQL server that is stopped and started again under a running archive. */
class DatabaseAwayTest extends ArchiveIndexContract {

    private EmbeddedPostgres server;

    @Override
    IndexConfig newDatabase(Path directory) {
        startServer(0);
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
        return new IndexConfig(url, "postgres", Secret.NONE, 6, Duration.ofSeconds(1));
    }

    private void startServer(int port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("server"))
                    .setCleanDataDirectory(false);
            server = (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException("no PostgreSQL server for this test", e);
        }
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void failsWhileTheServerIsAwayAndGoesOnByItselfWithEverythingWhenItIsBack() throws Exception {
        store(TestInstance.of(1, 1, 1));
        TestInstance unanswered = TestInstance.of(2, 1, 1);
        try (IndexBatch cut = index.begin()) {
            cut.addStored(unanswered.stored(), unanswered.indexed());
            server.close();
            assertUnavailable(cut::commit);
        }
        assertUnavailable(() -> store(unanswered));
        assertUnavailable(() -> find(Level.STUDY, Tag.StudyID));
        assertUnavailable(() -> index.counts());
        assertUnavailable(() -> index.applicationEntities().all());
        await().until(() -> !index.isActive());

        startServer(server.getPort());

        await().until(index::isActive);
        OperatingFailure second =
                assertThrows(OperatingFailure.class, () -> ArchiveIndex.open(config, LIMITS, Clock.systemUTC())
                        .close());
        assertEquals(FailureCode.NOT_ACTIVE, second.code());
        assertEquals(List.of("S1"), find(Level.STUDY, Tag.StudyID));
        store(unanswered);
        assertEquals(List.of("S1", "S2"), find(Level.STUDY, Tag.StudyID));
        assertEquals(2, index.counts().instances());
    }

    @Test
    void cannotBeOpenedWhileTheServerIsAway() throws Exception {
        index.close();
        server.close();
        assertUnavailable(
                () -> ArchiveIndex.open(config, LIMITS, Clock.systemUTC()).close());

        startServer(server.getPort());
        index = ArchiveIndex.open(config, LIMITS, Clock.systemUTC());
    }

    private static void assertUnavailable(Executable action) {
        OperatingFailure failure = assertThrows(OperatingFailure.class, action);
        assertEquals(FailureCode.INDEX_UNAVAILABLE, failure.code());
    }
}
