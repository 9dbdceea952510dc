package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two groups, the first of which breaks down: objects go to the second, the log tells once, and back they go by themselves. */
class VolumeTrustTest {

    private static final WriterEpoch EPOCH = TestVolumes.epoch(1);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(VolumeWatch.class);
    private TestVolumes volumes;
    private Store store;
    private Instant now = NOON;

    @BeforeEach
    void openTwoGroups() {
        volumes = TestVolumes.in(directory).group("a").group("b");
        store = volumes.open();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    /** Writes an object and returns the group that took it. */
    private String write() throws OperatingFailure {
        try (ObjectDraft draft = store.begin(EPOCH, now)) {
            draft.write(new byte[200_000], 0, 200_000);
            draft.seal();
            return draft.group().name();
        }
    }

    private void writeInVain() {
        assertEquals(
                FailureCode.VOLUME_FULL,
                assertThrows(OperatingFailure.class, this::write).code());
    }

    private List<String> told() {
        return log.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage().split("[ :]")[0])
                .toList();
    }

    /** A quota, say: the figures show room, and each object would fail in the middle. */
    @Test
    void aVolumeThatFindsNoSpaceBelowItsMarksIsPassedOverUntilATrialFindsSome() throws Exception {
        volumes.disk("a").bytesLeft(1000);
        writeInVain();
        assertEquals("b", write());
        now = now.plus(LONG_ENOUGH);
        volumes.disk("a").bytesLeft(1000);
        assertEquals("b", write(), "the trial found room for a name, and not for an image");
        volumes.disk("a").bytesLeft(Long.MAX_VALUE);
        assertEquals("b", write(), "not tried again so soon");
        now = now.plus(LONG_ENOUGH);
        assertEquals("a", write());
        assertEquals(0, Files.list(volumes.path("a").resolve("state")).count(), "no probe is left behind");
        assertEquals(List.of("ERROR DOZO-1001", "INFO Volume"), told());
    }

    @Test
    void aVolumeInDoubtIsTakenWhenThereIsNoOther() throws Exception {
        volumes.disk("a").bytesLeft(1000);
        writeInVain();
        Files.delete(volumes.path("b").resolve("DOZO-VOLUME"));
        volumes.disk("a").bytesLeft(Long.MAX_VALUE);
        assertEquals("a", write());
    }

    @Test
    void aVolumeThatIsLostIsToldOnceAndItsReturnToo() throws Exception {
        Path identity = volumes.path("a").resolve("DOZO-VOLUME");
        byte[] content = Files.readAllBytes(identity);
        Files.delete(identity);
        assertEquals("b", write());
        assertEquals("b", write());
        assertEquals(1, log.list.size());
        Files.write(identity, content);
        assertEquals("a", write());
        assertEquals(List.of("ERROR DOZO-1003", "INFO Volume"), told());
    }

    @Test
    void aVolumeThatTurnsReadOnlyIsToldOnceAndItsReturnToo() throws Exception {
        volumes.disk("a").readOnly(true);
        assertEquals("b", write());
        assertEquals("b", write());
        volumes.disk("a").readOnly(false);
        assertEquals("a", write());
        assertEquals(List.of("ERROR DOZO-1002", "INFO Volume"), told());
    }

    @Test
    void aVolumeAboveItsHighWaterMarkIsToldOnce() throws Exception {
        store = volumes.waterMarks(new WaterMarks(0.000001, 0.000001)).open();
        assertThrows(OperatingFailure.class, this::write);
        assertThrows(OperatingFailure.class, this::write);
        assertEquals(List.of("ERROR DOZO-1001", "ERROR DOZO-1001"), told(), "once for each volume");
    }
}
