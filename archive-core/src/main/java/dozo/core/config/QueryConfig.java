package dozo.core.config;

import java.time.Duration;

/**
 * Limits of C-FIND. Immutable.
 *
 * @param maxResults most answers to one query; the final status says when there were more
 * @param maxConcurrent most queries running at once
 * @param timeOut longest time one query may take
 */
public record QueryConfig(int maxResults, int maxConcurrent, Duration timeOut) {

    public static QueryConfig defaults() {
        return new QueryConfig(10_000, 16, Duration.ofMinutes(2));
    }
}
