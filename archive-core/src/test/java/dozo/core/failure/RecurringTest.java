package dozo.core.failure;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecurringTest {

    @Test
    void isRepeatedAfterItFailed() throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();
        try {
            Runnable failing = () -> {
                runs.countDown();
                throw new IllegalStateException("told to fail");
            };
            schedule.scheduleWithFixedDelay(Recurring.guarded("a test", failing), 0, 1, TimeUnit.MILLISECONDS);
            assertTrue(runs.await(1, TimeUnit.MINUTES));
        } finally {
            schedule.shutdownNow();
        }
    }

    @Test
    void doesNotHideAnError() {
        Runnable step = Recurring.guarded("a test", () -> {
            throw new OutOfMemoryError("told to fail");
        });
        assertThrows(OutOfMemoryError.class, step::run);
    }
}
