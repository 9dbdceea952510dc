package dozo.qr.retrieve;

import dozo.core.association.AeDirectory;
import dozo.core.association.AssociationSettings;
import dozo.core.config.RetrieveConfig;
import dozo.core.dimse.ServiceProvider;
import dozo.qr.turn.Turnstile;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.integrity.ObjectSource;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The C-MOVE and C-GET SCPs of all information models (PS3.4 sections C.4.2 and C.4.3), and the threads that send for them.
 * Thread-safe; closed by whoever made it, after the server that uses its providers.
 */
public final class RetrieveService implements AutoCloseable {

    private final ExecutorService threads;
    private final ExecutorService ahead;
    private final MoveProvider move;
    private final GetProvider get;

    /**
     * @param source stays the caller's to close, as does {@code index}
     * @param destinations the only addresses anything is sent to
     * @param settings of the associations to destinations
     * @param clock measures intervals and waiting times: one that nobody sets
     */
    public RetrieveService(
            ArchiveIndex index,
            ObjectSource source,
            AeDirectory destinations,
            RetrieveConfig config,
            AssociationSettings settings,
            InstantSource clock) {
        int senders = config.maxConcurrent() * config.associationsPerDestination();
        this.threads = threads("retrieve-", senders, senders);
        int processors = Runtime.getRuntime().availableProcessors();
        this.ahead = threads("retrieve-ahead-", processors, processors * Lookahead.INSTANCES);
        Turnstile turnstile = new Turnstile(config.maxConcurrent(), clock);
        Helpers helpers = new Helpers(ahead, processors);
        Retrievals retrievals = new Retrievals(index, source, config, threads, helpers, clock, turnstile);
        this.move = new MoveProvider(retrievals, destinations, settings);
        this.get = new GetProvider(retrievals);
    }

    /** Performs C-MOVE. */
    public ServiceProvider move() {
        return move;
    }

    /** Performs C-GET. */
    public ServiceProvider get() {
        return get;
    }

    /** Interrupts what is still being sent; does not wait for it. */
    @Override
    public void close() {
        threads.shutdownNow();
        // Not interrupted: that would close a file under its reader, and a good copy would pass for a bad one.
        ahead.shutdown();
    }

    /** For as many tasks as can be wanted at once: the number of concurrent retrievals is bounded. */
    private static ExecutorService threads(String name, int count, int tasks) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(tasks), task -> {
                    Thread thread = new Thread(task, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
