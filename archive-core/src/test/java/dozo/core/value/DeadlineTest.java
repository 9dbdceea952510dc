package dozo.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void leavesLessAndLessAndThenNothing() {
        TestClock clock = new TestClock();
        Deadline deadline = Deadline.in(Duration.ofSeconds(5), clock);
        assertEquals(Duration.ofSeconds(5), deadline.left());
        clock.advance(Duration.ofSeconds(3));
        assertEquals(Duration.ofSeconds(2), deadline.left());
        clock.advance(Duration.ofSeconds(3));
        assertEquals(Duration.ZERO, deadline.left());
    }
}
