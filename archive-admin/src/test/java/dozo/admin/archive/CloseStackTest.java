package dozo.admin.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.testing.Patience;
import dozo.core.testing.Standstill;
import dozo.core.value.Deadline;
import dozo.core.value.SteadyTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    void closesLastFirstThoughOneFails() {
        open("first");
        opened.add(() -> {
            throw new IllegalStateException("cannot be closed");
        });
        open("last");

        assertEquals(List.of(), opened.close(in(Patience.LONG)));

        assertEquals(List.of("last", "first"), closed);
    }

    @Test
    void closesTheOthersWhenOneDoesNotEndAndTellsWhereItStands() throws Exception {
        open("first");
        opened.add(new Stuck());
        open("last");

        List<String> left = opened.close(in(Duration.ofMillis(100)));

        assertEquals(List.of("last", "stuck", "first"), closed);
        assertEquals(1, left.size());
        assertTrue(left.get(0).startsWith("Stuck at " + Standstill.class.getName()), left.get(0));
        standstill.letGo();
        standstill.thread().join();
        assertFalse(standstill.wasInterrupted());
    }

    /** The bound is for all together: who needs more than its share may still end while others have their turn. */
    @Test
    void callsNothingLeftThatEndsBeforeTheDeadline() {
        opened.add(standstill::letGo);
        for (int i = 0; i < 1_000; i++) {
            open("quick");
        }
        opened.add(new Stuck());

        assertEquals(List.of(), opened.close(in(Patience.LONG)));
    }

    @Test
    void beginsToCloseEverythingThoughNoTimeIsLeft() throws Exception {
        opened.add(new Stuck());
        standstill.letGo();

        opened.close(in(Duration.ZERO));

        standstill.awaitReached();
    }
}
