package dozo.core.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
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

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
