package dozo.storage.commitment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Tells what another clock told once, and what has passed since: whoever sets that clock does not move this one, so that
 * delays are as long as they are called. Thread-safe.
 */
final class SteadyClock extends Clock {

    private final Instant began;
    private final long beganNanos;
    private final ZoneId zone;

    private SteadyClock(Instant began, long beganNanos, ZoneId zone) {
        this.began = began;
        this.beganNanos = beganNanos;
        this.zone = zone;
    }

    /** Begins with what {@code clock} tells now. */
    static SteadyClock from(Clock clock) {
        return new SteadyClock(clock.instant(), System.nanoTime(), clock.getZone());
    }

    @Override
    public Instant instant() {
        return began.plus(Duration.ofNanos(System.nanoTime() - beganNanos));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SteadyClock(began, beganNanos, other);
    }
}
