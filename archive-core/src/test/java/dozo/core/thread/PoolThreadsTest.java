package dozo.core.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.core.testing.Patience;
import dozo.core.testing.Standstill;
import dozo.core.value.Deadline;
import dozo.core.value.SteadyTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PoolThreadsTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(PoolThreads.class);
    private final Standstill standstill = new Standstill();
    private final PoolThreads threads = new PoolThreads("worker-", "Its work is done again.");
    private final ExecutorService pool = Executors.newFixedThreadPool(2, threads);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        standstill.letGo();
        threads.end(pool, Patience.LONG);
    }

    @Test
    void saysWhoIsLeftAloneAndWhere() throws Exception {
        Future<?> idle = pool.submit(() -> {});
        idle.get();
        pool.submit(standstill::pass);
        standstill.awaitReached();

        assertFalse(threads.end(pool, Duration.ZERO));

        assertEquals(1, lines.list.size());
        assertEquals(Level.WARN, lines.list.get(0).getLevel());
        String line = lines.list.get(0).getFormattedMessage();
        assertTrue(line.contains(standstill.thread().getName() + " at " + Standstill.class.getName()), line);
        assertTrue(line.endsWith(". Its work is done again."), line);
        assertEquals(2, line.split("worker-", -1).length, line);
    }

    @Test
    void whoIsLeftAloneIsNotInterruptedAndMayEnd() throws Exception {
        pool.submit(standstill::pass);
        standstill.awaitReached();
        threads.end(pool, Duration.ZERO);
        standstill.letGo();
        standstill.thread().join();

        assertFalse(standstill.wasInterrupted());
        assertTrue(standstill.thread().isDaemon());
    }

    /** What was taken before is done. */
    @Test
    void saysNothingWhenAllEndInTime() throws Exception {
        Future<?> taken = pool.submit(() -> {});

        assertTrue(threads.end(pool, Patience.LONG));

        assertTrue(taken.isDone());
        assertEquals(List.of(), lines.list);
    }

    /** Whoever ends the process asks at the very end, when nobody has the pool in hand any more. */
    @Test
    void knowsWhoWasLeftAloneUntilTheWorkIsDone() throws Exception {
        pool.submit(standstill::pass);
        standstill.awaitReached();
        assertEquals(List.of(), PoolThreads.awaitLeftAlone(in(Patience.LONG)), "nobody has ended it yet");
        threads.end(pool, Duration.ZERO);

        List<String> left = PoolThreads.awaitLeftAlone(in(Duration.ZERO));

        assertEquals(1, left.size(), left::toString);
        assertTrue(left.get(0).startsWith(standstill.thread().getName() + " at " + Standstill.class.getName()));
        standstill.letGo();
        assertEquals(List.of(), PoolThreads.awaitLeftAlone(in(Patience.LONG)));
    }

    private static Deadline in(Duration limit) {
        return Deadline.in(limit, SteadyTime.from(Instant.EPOCH));
    }

    @Test
    void whoeverStopsMayBeInterruptedAndStaysSo() throws Exception {
        pool.submit(standstill::pass);
        standstill.awaitReached();
        Thread.currentThread().interrupt();

        assertFalse(threads.end(pool, Patience.LONG));

        assertTrue(Thread.interrupted());
        assertEquals(1, lines.list.size());
    }

    /** Whoever offers work to a pool learns that it was not taken, and lives. */
    @Test
    void refusesWorkWhenTheSystemGivesNoMoreThreads() {
        PoolThreads starved = new PoolThreads("starved-", "", Long.MAX_VALUE / 2);
        ExecutorService none = Executors.newCachedThreadPool(starved);
        assertThrows(OutOfThreadsException.class, () -> none.execute(() -> {}));
        assertTrue(starved.end(none, Patience.LONG));
    }
}
