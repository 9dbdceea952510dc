package dozo.core.config;

import java.time.Duration;

/**
 * How C-MOVE and C-GET send. Immutable.
 *
 * @param associationsPerDestination most associations of one C-MOVE to its destination
 * @param maxConcurrent most retrievals running at once
 * @param maxInstances most instances that one retrieval may name
 * @param retries how often a lost connection to a destination is made again
 * @param retryDelay before the first of those, doubled each time
 * @param pendingInterval between two pending answers (PS3.4 section C.4.2.3.1)
 */
public record RetrieveConfig(
        int associationsPerDestination,
        int maxConcurrent,
        int maxInstances,
        int retries,
        Duration retryDelay,
        Duration pendingInterval) {

    public static RetrieveConfig defaults() {
        return new RetrieveConfig(2, 16, 100_000, 3, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
