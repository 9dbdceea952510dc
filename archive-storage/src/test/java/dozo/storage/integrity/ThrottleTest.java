package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(5 * SECOND);

    @Test
    void neverWaitsWithoutALimit() {
        Throttle throttle = throttle(0);
        for (int i = 0; i < 100; i++) {
            throttle.take(Long.MAX_VALUE / 2);
        }
        assertEquals(5 * SECOND, now.get());
    }

    @Test
    void takesAsLongAsTheRateAllowsOverManyReads() {
        Throttle throttle = throttle(1000);
        for (int i = 0; i < 100; i++) {
            throttle.take(100);
        }
        long elapsed = now.get() - 5 * SECOND;
        assertTrue(elapsed >= 9 * SECOND && elapsed <= 10 * SECOND, "10,000 bytes at 1,000 a second took " + elapsed);
    }

    @Test
    void doesNotSaveUpMoreThanOneSecondOfIdleTime() {
        Throttle throttle = throttle(1000);
        now.addAndGet(3600 * SECOND);
        long resumed = now.get();
        throttle.take(5000);
        assertEquals(4 * SECOND, now.get() - resumed);
    }

    @Test
    void returnsAtOnceWhenInterrupted() {
        Throttle throttle = Throttle.of(1, now::get, nanos -> {
            Thread.currentThread().interrupt();
        });
        throttle.take(1_000_000);
        assertTrue(Thread.interrupted());
    }

    @Test
    void refusesANegativeRate() {
        assertThrows(IllegalArgumentException.class, () -> Throttle.of(-1));
    }

    private Throttle throttle(long bytesPerSecond) {
        return Throttle.of(bytesPerSecond, now::get, now::addAndGet);
    }
}
