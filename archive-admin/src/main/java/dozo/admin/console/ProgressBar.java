package dozo.admin.console;

import dozo.core.value.ByteSize;
import dozo.storage.integrity.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows how far a long piece of work is: on a terminal one line that is rewritten, elsewhere a plain line now and then. Not
 * thread-safe.
 */
public final class ProgressBar implements Progress.Listener, AutoCloseable {

    private static final int BAR_COLUMNS = 30;
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean interactive;
    private final Clock clock;
    private final Instant begun;
    private Instant shown;
    private int columnsDrawn;

    ProgressBar(PrintWriter err, boolean interactive, Clock clock) {
        this.err = err;
        this.interactive = interactive;
        this.clock = clock;
        this.begun = clock.instant();
        this.shown = begun;
    }

    /**
     * Shows the state when it is time to.
     *
     * @param step what is being done, in a word or two
     * @param done objects done so far
     * @param expected objects in all, less than {@code done} when not known
     * @param bytes bytes handled so far
     */
    public void update(String step, long done, long expected, long bytes) {
        Instant now = clock.instant();
        Duration since = Duration.between(shown, now);
        if (since.compareTo(interactive ? REDRAW : PLAIN_LINE) < 0) {
            return;
        }
        shown = now;
        String text = describe(step, done, expected, bytes, Duration.between(begun, now));
        if (interactive) {
            redraw(text);
        } else {
            err.println(text);
        }
        err.flush();
    }

    @Override
    public void progressed(Progress progress) {
        update(progress.step(), progress.objects(), progress.objectsExpected(), progress.bytes());
    }

    private static String describe(String step, long done, long expected, long bytes, Duration elapsed) {
        boolean known = expected >= done && expected > 0;
        String count = known ? done + " of " + expected : String.valueOf(done);
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        String rate = ByteSize.ofBytes((long) (bytes / seconds)) + "/s";
        String text = step + " " + count + ", " + ByteSize.ofBytes(bytes) + ", " + rate;
        if (!known) {
            return text;
        }
        int filled = (int) (BAR_COLUMNS * done / expected);
        String bar = "[" + "#".repeat(filled) + ".".repeat(BAR_COLUMNS - filled) + "]";
        return String.format(Locale.ROOT, "%s %3d%% %s", bar, 100 * done / expected, text);
    }

    private void redraw(String text) {
        int columns = DisplayWidth.of(text);
        err.print("\r" + text + " ".repeat(Math.max(0, columnsDrawn - columns)));
        columnsDrawn = columns;
    }

    /** Clears the line of a terminal. Again: does nothing. */
    @Override
    public void close() {
        if (columnsDrawn > 0) {
            err.print("\r" + " ".repeat(columnsDrawn) + "\r");
            err.flush();
            columnsDrawn = 0;
        }
    }
}
