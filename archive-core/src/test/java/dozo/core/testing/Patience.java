package dozo.core.testing;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait for what must come. Only a defect makes a test wait so long: on a machine that has other work, or stands
 * still for some seconds, nothing shorter tells a defect from a delay. Every wait of Awaitility is that patient by itself.
 */
public final class Patience implements LauncherSessionListener {

    /** Two minutes, for {@code get} and {@code await} of the JDK's, with {@link java.util.concurrent.TimeUnit#SECONDS}. */
    public static final long SECONDS = 120;

    /** The same, for time-outs that a test gives to what it tests and that are not what it is about. */
    public static final Duration LONG = Duration.ofSeconds(SECONDS);

    /** How often {@link #soon} looks: for twenty seconds of a process that runs. */
    private static final int LOOKS = 400;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /**
     * For what needs nothing but this process, and a disk or a peer on this machine: a test of it fails soon. While the machine
     * stands still nobody looks, so that this does not count.
     */
    public static ConditionFactory soon() {
        return soon("it");
    }

    /** The same. @param what is waited for, as a failure names it: "the answer" */
    public static ConditionFactory soon(String what) {
        AtomicInteger looks = new AtomicInteger();
        return Awaitility.await()
                .atMost(Duration.ofHours(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOOKS)
                .failFast(what + " did not come soon", () -> looks.incrementAndGet() > LOOKS);
    }

    /** The result of what ends {@link #soon()}. */
    public static <T> T soon(Future<T> result) throws ExecutionException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            try {
                return result.get(BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                continue;
            }
        }
        throw new AssertionError("it did not end soon");
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
