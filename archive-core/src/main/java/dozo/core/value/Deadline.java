package dozo.core.value;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The moment at which several waits must be over, all together. Immutable, as thread-safe as its time.
 *
 * @param time one that nobody sets, such as {@link SteadyTime}
 */
public record Deadline(InstantSource time, Instant end) {

    /** The one that is so far away now. */
    public static Deadline in(Duration limit, InstantSource time) {
        return new Deadline(time, time.instant().plus(limit));
    }

    /** What may still be waited; zero, and never less, once it has passed. */
    public Duration left() {
        Duration left = Duration.between(time.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
