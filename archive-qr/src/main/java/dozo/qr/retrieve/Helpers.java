package dozo.qr.retrieve;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that make instances ready for senders, as long as there are processors that the senders themselves leave idle: with as
 * many senders as processors, handing work over costs more than it brings. Thread-safe.
 */
final class Helpers {

    private final Executor threads;
    private final int processors;
    private final AtomicInteger senders = new AtomicInteger();

    /** @param threads may refuse what they are given, and may take their time */
    Helpers(Executor threads, int processors) {
        this.threads = threads;
        this.processors = processors;
    }

    /** A sender begins, and is counted until it is {@link #ended()}. */
    void begun() {
        senders.incrementAndGet();
    }

    void ended() {
        senders.decrementAndGet();
    }

    /** Whether an offer now would be worth while. */
    boolean areWanted() {
        return senders.get() < processors;
    }

    /** Has it done soon, or never. */
    void offer(Runnable preparation) {
        try {
            threads.execute(preparation);
        } catch (RejectedExecutionException e) {
            // They have enough to do, or the server stops: the sender does it when its turn has come.
        }
    }
}
