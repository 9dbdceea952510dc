package dozo.admin.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.core.testing.Standstill;
import dozo.core.thread.PoolThreads;
import dozo.core.value.Deadline;
import dozo.core.value.SteadyTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloseStackTest {

    private final CloseStack opened = new CloseStack();
    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
    private final Standstill standstill = new Standstill();

    /** A thing that stands still when it is closed. */
    private final class Stuck implements AutoCloseable {
        @Override
        public void close() {
            closed.add("stuck");
            standstill.pass();
        }
    }

    @AfterEach
    void letGo() {
        standstill.letGo();
    }

    private void open(String name) {
        opened.add(() -> closed.add(name));
    }

    private static Deadline in(Duration limit) {
        return Deadline.in(limit, SteadyTime.from(Instant.EPOCH));
    }

    @Test
    void closesLastFirstThoughOneFails() throws Exception {
        open("first");
        opened.add(() -> {
            throw new IllegalStateException("cannot be closed");
        });
        open("last");

        opened.close(in(Patience.LONG), List.of());

        assertEquals(List.of("last", "first"), closed);
    }

    @Test
    void closesTheOthersWhenOneDoesNotEndAndTellsWhereItStands() throws Exception {
        open("first");
        opened.add(new Stuck());
        open("last");

        OperatingFailure overdue =
                assertThrows(OperatingFailure.class, () -> opened.close(in(Duration.ofMillis(100)), List.of()));

        assertEquals(List.of("last", "stuck", "first"), closed);
        assertEquals(FailureCode.STOP_OVERDUE, overdue.code());
        assertTrue(
                overdue.getMessage().contains("goes without: Stuck at " + Standstill.class.getName()),
                overdue::getMessage);
        standstill.letGo();
        standstill.thread().join();
        assertFalse(standstill.wasInterrupted());
    }

    /** The bound is for all together: who needs more than its share may still end while others have their turn. */
    @Test
    void callsNothingLeftThatEndsBeforeTheDeadline() throws Exception {
        opened.add(standstill::letGo);
        for (int i = 0; i < 1_000; i++) {
            open("quick");
        }
        opened.add(new Stuck());

        opened.close(in(Patience.LONG), List.of());
    }

    /** Closed in order, as far as its pool goes; but the process would end under its work. */
    @Test
    void isOverdueWhileAThreadWorksThatAClosedThingWentOnWithout() throws Exception {
        PoolThreads threads = new PoolThreads("left-");
        ExecutorService pool = Executors.newSingleThreadExecutor(threads);
        pool.execute(standstill::pass);
        standstill.awaitReached();
        opened.add(() -> threads.end(pool, Duration.ZERO));

        OperatingFailure overdue =
                assertThrows(OperatingFailure.class, () -> opened.close(in(Duration.ofMillis(100)), List.of()));

        assertTrue(overdue.getMessage().contains("goes without: left-1 at "), overdue::getMessage);
        standstill.letGo();
        opened.close(in(Patience.LONG), List.of());
    }

    @Test
    void beginsToCloseEverythingThoughNoTimeIsLeft() throws Exception {
        opened.add(new Stuck());
        standstill.letGo();

        opened.abandon(in(Duration.ZERO));

        standstill.awaitReached();
    }
}
