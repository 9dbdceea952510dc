package dozo.storage.integrity;

import java.time.Duration;
import java.util.Objects;

/**
 * How volumes that were away are brought up to their groups. Immutable.
 *
 * @param interval how often each volume is looked at
 * @param retryAfter how long a failed attempt waits for the next one
 * @param bytesPerSecond most bytes read in a second to compare and copy objects
 */
public record CatchUpSettings(Duration interval, Duration retryAfter, long bytesPerSecond) {

    /** @throws IllegalArgumentException when a time or the rate is not positive */
    public CatchUpSettings {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(retryAfter, "retryAfter");
        if (interval.toMillis() < 1 || retryAfter.toMillis() < 1 || bytesPerSecond < 1) {
            throw new IllegalArgumentException("times and rates of catching up are positive");
        }
    }

    /** Looks every five seconds, and tries again after a minute. */
    public static CatchUpSettings atRate(long bytesPerSecond) {
        return new CatchUpSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), bytesPerSecond);
    }
}
