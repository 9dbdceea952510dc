package dozo.storage.index.model;

import java.time.Duration;
import java.util.Objects;

/**
 * How much the index may spend. Immutable.
 *
 * @param roleWait how long opening waits for the role that another process holds
 * @param readTimeOut longest time one reading statement may run; committing statements have no such limit, since their
 *     outcome would be unknown
 * @param rowsExaminedMax most rows one query may look at for conditions that no index of the database serves
 * @param rowsPerPage most rows read from the database at once
 * @param knownKeysMax most patients, studies and series, each, whose keys are remembered between batches
 */
public record IndexLimits(
        Duration roleWait, Duration readTimeOut, long rowsExaminedMax, int rowsPerPage, int knownKeysMax) {

    /** @throws IllegalArgumentException when a limit is not positive */
    public IndexLimits {
        Objects.requireNonNull(roleWait, "roleWait");
        Objects.requireNonNull(readTimeOut, "readTimeOut");
        if (readTimeOut.toSeconds() < 1 || rowsExaminedMax < 1 || rowsPerPage < 1 || knownKeysMax < 1) {
            throw new IllegalArgumentException("limits are positive, the read time-out at least a second");
        }
    }

    public static IndexLimits defaults() {
        return new IndexLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), 200_000, 500, 20_000);
    }

    /** With this time for one reading statement, at least a second. */
    public IndexLimits withReadTimeOut(Duration changed) {
        Duration atLeastASecond = changed.toSeconds() < 1 ? Duration.ofSeconds(1) : changed;
        return new IndexLimits(roleWait, atLeastASecond, rowsExaminedMax, rowsPerPage, knownKeysMax);
    }
}
