package dozo.storage.volume;

import dozo.core.thread.OutOfThreadsException;
import dozo.core.thread.PoolThreads;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that take work off those that receive objects. Nothing ever waits for one of them to become free: who finds
 * all at work does the work itself. So one sender is served by several processors, and many cost no more than without.
 * Thread-safe.
 */
final class IdleHands {

    /** As many as there are processors: more would only take time from those that receive. */
    private static final IdleHands SHARED =
            new IdleHands(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private static final int KEPT_SECONDS = 30;

    private final int count;
    private final AtomicInteger receivers = new AtomicInteger();
    private final Semaphore idle;
    private final ThreadPoolExecutor threads;

    /** @param count how many are at work at most; none are there before there is work */
    IdleHands(int count) {
        this.count = count;
        this.idle = new Semaphore(count);
        // Bounded by who is idle; a thread that has just finished may not have come back when the next is needed.
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new PoolThreads("dozo-hand-"));
    }

    /** Of the whole process. */
    static IdleHands shared() {
        return SHARED;
    }

    /** One more object is being received. */
    void receiverCame() {
        receivers.incrementAndGet();
    }

    /** One less. */
    void receiverLeft() {
        receivers.decrementAndGet();
    }

    /**
     * Whether some would have nothing to do but for others. Where there are as many receivers, what keeps a processor at work is
     * done soonest and cheapest by each for itself; waiting for a disk is not.
     */
    boolean outnumberReceivers() {
        return receivers.get() < count;
    }

    /** Has the work begun by an idle thread; empty when there is none: nothing has been done then. */
    Optional<Errand> begin(Errand.Work work) {
        if (!idle.tryAcquire()) {
            return Optional.empty();
        }
        Errand errand = new Errand(work, idle::release);
        try {
            threads.execute(errand);
            return Optional.of(errand);
        } catch (OutOfThreadsException e) {
            idle.release();
            return Optional.empty();
        }
    }
}
