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

    /** A volume of millions of objects is not to be compared without end for the sake of one journal. */
    private static final int UNREAD_FACTOR = 360;

    /** @throws IllegalArgumentException when a time or the rate is not positive */
    public CatchUpSettings {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(retryAfter, "retryAfter");
        if (interval.toMillis() < 1 || retryAfter.toMillis() < 1 || bytesPerSecond < 1) {
            throw new IllegalArgumentException("times and rates of catching up are positive");
        }
    }

    /** How long a comparison of all objects, which lacked nothing but lines of a journal that cannot be read, waits for the next one. */
    public Duration retryUnread() {
        return retryAfter.multipliedBy(UNREAD_FACTOR);
    }

    /** Looks every five seconds, and tries again after a minute; after six hours where only a journal could not be read. */
    public static CatchUpSettings atRate(long bytesPerSecond) {
        return new CatchUpSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), bytesPerSecond);
    }
}
