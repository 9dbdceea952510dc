package dozo.core.config;

import java.time.Duration;

/**
 * How Storage Commitment reports are delivered (PS3.4 Annex J). Immutable.
 *
 * @param retryDelay before the first repetition of a report that could not be delivered, doubled each time
 * @param retryDelayMax longest time between two repetitions
 * @param maxAge after which an undelivered report is given up; time in which the archive is stopped does not count
 */
public record CommitmentConfig(Duration retryDelay, Duration retryDelayMax, Duration maxAge) {

    public static CommitmentConfig defaults() {
        return new CommitmentConfig(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofDays(7));
    }
}
