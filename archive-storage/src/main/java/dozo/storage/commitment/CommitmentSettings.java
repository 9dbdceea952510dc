package dozo.storage.commitment;

import dozo.core.config.CommitmentConfig;
import dozo.core.value.AeTitle;
import java.time.Duration;

/**
 * Limits and times of the service. Immutable.
 *
 * @param aeTitle this archive's title: calls with it, and is the Retrieve AE Title of what is committed
 * @param retryDelay before the first repetition of a report that could not be delivered, doubled each time
 * @param retryDelayMax longest time between two repetitions
 * @param maxAge after which an undelivered report is given up: the sum of the delays between its attempts, so that it ages
 *     neither while the archive is stopped nor when the clock is set
 * @param sameAssociation how long after its request a report still goes out on the request's own association
 * @param maxReferences most instances one request may name
 * @param maxOpen most requests whose reports are not delivered yet; further ones are refused
 * @param workers how many requests are tested or reported at a time
 * @param drainLimit how long closing waits for the work under way
 */
public record CommitmentSettings(
        AeTitle aeTitle,
        Duration retryDelay,
        Duration retryDelayMax,
        Duration maxAge,
        Duration sameAssociation,
        int maxReferences,
        int maxOpen,
        int workers,
        Duration drainLimit) {

    /** @throws IllegalArgumentException when a time or limit is not positive, or the delays are out of order */
    public CommitmentSettings {
        if (!isPositive(retryDelay) || !isPositive(maxAge) || retryDelayMax.compareTo(retryDelay) < 0) {
            throw new IllegalArgumentException("delays and age are positive, the longest delay not below the first");
        }
        if (sameAssociation.isNegative() || drainLimit.isNegative()) {
            throw new IllegalArgumentException("times are not negative");
        }
        if (maxReferences < 1 || maxOpen < 1 || workers < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }

    /** The configured times, and limits that hold the largest studies: 20,000 instances in a request, 1,000 requests. */
    public static CommitmentSettings of(CommitmentConfig config, AeTitle aeTitle) {
        return new CommitmentSettings(
                aeTitle,
                config.retryDelay(),
                config.retryDelayMax(),
                config.maxAge(),
                Duration.ofSeconds(5),
                20_000,
                1_000,
                4,
                Duration.ofSeconds(10));
    }

    /** How long to wait after the {@code failures}th failed delivery (from 1) of a report. */
    public Duration delayAfter(int failures) {
        Duration delay = retryDelay;
        for (int i = 1; i < failures && delay.compareTo(retryDelayMax) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(retryDelayMax) < 0 ? delay : retryDelayMax;
    }

    /** Whether a report is to be given up that has failed so often. */
    boolean isTooOld(int failures) {
        Duration age = Duration.ZERO;
        for (int i = 1; i <= failures && age.compareTo(maxAge) < 0; i++) {
            age = age.plus(delayAfter(i));
        }
        return age.compareTo(maxAge) >= 0;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
