package dozo.admin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.core.testing.TestClock;
import dozo.storage.integrity.Progress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ProgressLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ProgressLog.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final TestClock clock = new TestClock();

    @BeforeEach
    void listen() {
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(null);
    }

    @Test
    void tellsTheLogEveryHalfMinuteHowFarALongStartIs() {
        ProgressLog log = new ProgressLog(clock);
        for (int second = 0; second <= 70; second++) {
            log.progressed(new Progress("reconcile", second, 100, 1024L * second));
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(
                List.of(
                        "Starting, not serving yet: reconcile, 30 of 100 objects, 30 KiB read",
                        "Starting, not serving yet: reconcile, 60 of 100 objects, 60 KiB read"),
                lines());
    }

    @Test
    void claimsNoTotalThatIsNotKnown() {
        ProgressLog log = new ProgressLog(clock);
        clock.advance(Duration.ofMinutes(1));
        log.progressed(new Progress("reconcile", 7, -1, 0));
        assertEquals(List.of("Starting, not serving yet: reconcile, 7 objects, 0 B read"), lines());
    }

    @Test
    void isSilentDuringAShortStart() {
        ProgressLog log = new ProgressLog(clock);
        clock.advance(Duration.ofSeconds(29));
        log.progressed(new Progress("reconcile", 7, 8, 9));
        assertEquals(List.of(), lines());
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
