package dozo.storage.integrity;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps a long reading job below a rate in bytes per second, so that it does not take the disks from the modalities. Idle time is
 * not saved up: after a pause at most one second's worth passes at once. Used by one thread.
 */
final class Throttle {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = NANOS_PER_SECOND / 10;

    /** Waits; a seam for tests. */
    interface Pause {
        void forNanos(long nanos);
    }

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final BooleanSupplier stopped;
    private long freeAtNanos;

    private Throttle(long bytesPerSecond, LongSupplier nanoTime, Pause pause, BooleanSupplier stopped) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.stopped = stopped;
        this.freeAtNanos = nanoTime.getAsLong();
    }

    /** @param bytesPerSecond the limit, or 0 for none */
    static Throttle of(long bytesPerSecond) {
        return of(bytesPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** The same, that lets everything pass soon after {@code stopped} says so. */
    static Throttle until(BooleanSupplier stopped, long bytesPerSecond) {
        Pause pause = nanos -> LockSupport.parkNanos(Math.min(nanos, LONGEST_PAUSE_NANOS));
        return new Throttle(bytesPerSecond, System::nanoTime, pause, stopped);
    }

    static Throttle of(long bytesPerSecond, LongSupplier nanoTime, Pause pause) {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("a rate cannot be negative");
        }
        return new Throttle(bytesPerSecond, nanoTime, pause, () -> false);
    }

    /** Waits until {@code bytes} more may be read; returns early, without an error, when the thread is interrupted. */
    void take(long bytes) {
        if (bytesPerSecond == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        freeAtNanos = Math.max(freeAtNanos, now - NANOS_PER_SECOND)
                + (long) ((double) bytes * NANOS_PER_SECOND / bytesPerSecond);
        for (long wait = freeAtNanos - now;
                wait > 0 && !stopped.getAsBoolean() && !Thread.currentThread().isInterrupted();
                wait = freeAtNanos - nanoTime.getAsLong()) {
            pause.forNanos(wait);
        }
    }
}
