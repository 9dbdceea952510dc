package dozo.core.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/**
 * What one input of some kilobytes may cost whoever reads it: bytes allocated and time of the processor, both of the calling
 * thread. The limits lie far above what the worst known input takes and far below what a hostile one would (INV-8).
 */
public final class InputBudget {

    private static final long MAX_ALLOCATED_BYTES = 64L << 20;
    private static final Duration MAX_CPU_TIME = Duration.ofSeconds(10);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private InputBudget() {}

    /** Something done with an input. */
    public interface Action<E extends Exception> {
        void run() throws E;
    }

    /**
     * Does it and fails the test if it takes more than an input may cost, however it ends. What seems to cost too much is
     * done once more, since classes are loaded, and instrumented, only the first time.
     */
    public static <E extends Exception> void spend(Action<E> action) throws E {
        Cost first = new Cost();
        try {
            action.run();
        } finally {
            if (first.isTooHigh()) {
                again(action);
            }
        }
    }

    private static void again(Action<?> action) {
        Cost cost = new Cost();
        try {
            action.run();
        } catch (Exception e) {
            // Thrown to the caller the first time.
        }
        Assertions.assertFalse(cost.isTooHigh(), cost::toString);
    }

    /** What was spent since it was made. */
    private static final class Cost {
        private final long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        private final long nanosBefore = THREADS.getCurrentThreadCpuTime();

        private long bytes() {
            return THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        }

        private Duration time() {
            return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - nanosBefore);
        }

        boolean isTooHigh() {
            return bytes() > MAX_ALLOCATED_BYTES || time().compareTo(MAX_CPU_TIME) > 0;
        }

        @Override
        public String toString() {
            return "allocated " + bytes() + " bytes and took " + time();
        }
    }
}
