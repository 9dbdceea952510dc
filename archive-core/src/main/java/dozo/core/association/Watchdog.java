package dozo.core.association;

import dozo.core.failure.Recurring;
import dozo.core.thread.OutOfThreadsException;
import dozo.core.thread.PoolThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sees to connections whose deadline has passed: what no socket option does for a blocked write, a TLS handshake or a peer that
 * sends one byte at a time. One daemon thread for the process, which blocks on nothing. Thread-safe.
 */
final class Watchdog {

    private static final long PERIOD_MS = 50;
    private static final PoolThreads OVERDUE = new PoolThreads("dozo-overdue-");
    private static final Watchdog SHARED = new Watchdog();

    private final Set<Transport> watched = ConcurrentHashMap.newKeySet();

    private Watchdog() {
        ScheduledThreadPoolExecutor sweeper = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "dozo-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        sweeper.scheduleWithFixedDelay(
                Recurring.guarded("watching the deadlines of connections", this::sweep),
                PERIOD_MS,
                PERIOD_MS,
                TimeUnit.MILLISECONDS);
    }

    static Watchdog shared() {
        return SHARED;
    }

    /**
     * Does what may block for a while, such as telling a peer that its time is over.
     *
     * @throws OutOfThreadsException when there is no thread for it
     */
    static void start(Runnable task) {
        OVERDUE.newThread(Recurring.guarded("ending an overdue connection", task))
                .start();
    }

    void watch(Transport transport) {
        watched.add(transport);
    }

    void forget(Transport transport) {
        watched.remove(transport);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Transport transport : watched) {
            transport.checkDeadlines(now);
        }
    }
}
