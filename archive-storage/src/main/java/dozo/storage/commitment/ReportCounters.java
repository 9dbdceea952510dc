package dozo.storage.commitment;

import java.util.concurrent.atomic.LongAdder;

/** What became of reports since the start. Thread-safe. */
final class ReportCounters {

    private final LongAdder delivered = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder abandoned = new LongAdder();

    void countDelivered() {
        delivered.increment();
    }

    void countFailedAttempt() {
        failedAttempts.increment();
    }

    void countAbandoned() {
        abandoned.increment();
    }

    long delivered() {
        return delivered.sum();
    }

    long failedAttempts() {
        return failedAttempts.sum();
    }

    long abandoned() {
        return abandoned.sum();
    }
}
