package dozo.core.value;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time for measuring how long something takes: it begins at some moment and goes on at the machine's own pace, whatever the clock
 * is set to meanwhile. No time-out passes because somebody corrects the clock, and none waits for days. Not for what is recorded or
 * compared with times of another process. Thread-safe.
 */
public final class SteadyTime implements InstantSource {

    private final Instant begin;
    private final long beginNanos = System.nanoTime();

    private SteadyTime(Instant begin) {
        this.begin = begin;
    }

    /** Time that is {@code begin} now. */
    public static SteadyTime from(Instant begin) {
        return new SteadyTime(begin);
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(System.nanoTime() - beginNanos);
    }
}
