package dozo.admin.fault;

import static dozo.core.testing.Patience.soon;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.admin.testing.EchoProber;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Instances;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * The synchronous standby of a PostgreSQL server falls silent under an archive that stores. What the standby may not have would be
 * lost with the first server, so nothing is answered with Success until the standby is back.
 */
class StandbyAwayTest {

    private final Logger log = (Logger) LoggerFactory.getLogger("dozo.storage.ingest");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    Path directory;

    private PostgresPair database;
    private FaultyHouse house;
    private EchoProber prober;

    @BeforeEach
    void start() throws Exception {
        lines.start();
        log.addAppender(lines);
        FaultyHouse.initialise(Files.createDirectories(directory.resolve("data/volumes/local")), "local");
        database = PostgresPair.start(directory);
        house = FaultyHouse.start(directory, database.setting() + "storage.commit-time-out = 2s");
        prober = EchoProber.start(house.remote());
    }

    @AfterEach
    void stop() throws Exception {
        log.detachAppender(lines);
        prober.close();
        house.close();
        database.close();
    }

    @Test
    void imagesAreRefusedWhileItIsAwayAndStoredAgainWhenItIsBack() throws Throwable {
        try (BusyModality modality = BusyModality.start(house, "before")) {
            modality.awaitIn("before", DimseStatus.SUCCESS);

            modality.enter("falling silent");
            database.whileStandbyIsStopped(() -> {
                modality.requireIn("away", DimseStatus.OUT_OF_RESOURCES);
                modality.requireIn("still away", DimseStatus.OUT_OF_RESOURCES);
                modality.enter("coming back");
            });
            modality.awaitIn("back", DimseStatus.SUCCESS);

            assertEquals(Set.of(DimseStatus.OUT_OF_RESOURCES), modality.heardIn("away"));
            assertEquals(Set.of(DimseStatus.OUT_OF_RESOURCES), modality.heardIn("still away"));
        }
        soon("\"did not commit it in time\" in the log").until(() -> isTold("the index did not commit it in time"));
        requireWell();
    }

    /** The server commits then, warns or drops the session, and shows what the standby may not have to everybody. */
    @ParameterizedTest
    @ValueSource(strings = {"pg_cancel_backend", "pg_terminate_backend"})
    void anImageWhoseWaitForTheStandbyWasEndedIsRefusedAlsoWhenItIsSentAgain(String end) throws Throwable {
        Instances image = Instances.ct();
        database.whileStandbyIsStopped(() -> {
            CompletableFuture<Integer> status = storing(image);
            // Other commits wait as well, so that it takes more than one call to meet the one of this image.
            soon("the answer to the image").until(() -> {
                database.callWithWaiting(end);
                return status.isDone();
            });
            assertEquals(DimseStatus.OUT_OF_RESOURCES, status.join());
            soon("\"did not confirm a commit\" in the log").until(() -> {
                database.callWithWaiting(end);
                return isTold("did not confirm a commit");
            });

            assertEquals(DimseStatus.OUT_OF_RESOURCES, soon(storing(image)), "sent again");
        });
        await("Success for the image once the standby is back").until(() -> house.store(image) == DimseStatus.SUCCESS);
        requireWell();
    }

    private CompletableFuture<Integer> storing(Instances image) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return house.store(image);
            } catch (Exception e) {
                throw new IllegalStateException("not answered", e);
            }
        });
    }

    private boolean isTold(String part) {
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains(part));
    }

    private void requireWell() throws Exception {
        prober.requireAnsweredWithin(Duration.ofSeconds(1));
        assertEquals(List.of(), house.missing());
        house.requireSound();
    }
}
