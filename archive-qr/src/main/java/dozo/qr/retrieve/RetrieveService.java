package dozo.qr.retrieve;

import dozo.core.association.AeDirectory;
import dozo.core.association.AssociationSettings;
import dozo.core.config.RetrieveConfig;
import dozo.core.dimse.ServiceProvider;
import dozo.core.thread.PoolThreads;
import dozo.qr.turn.Turnstile;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.integrity.ObjectSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The C-MOVE and C-GET SCPs of all information models (PS3.4 sections C.4.2 and C.4.3), and the threads that send for them.
 * Thread-safe; closed by whoever made it, after the server that uses its providers.
 */
public final class RetrieveService implements AutoCloseable {

    private static final Duration SENDING_END = Duration.ofSeconds(5);

    private final PoolThreads senderThreads = new PoolThreads("retrieve-");
    private final PoolThreads helperThreads = new PoolThreads("retrieve-ahead-");
    private final ExecutorService senders;
    private final ExecutorService helpers;
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
        int sending = config.maxConcurrent() * config.associationsPerDestination();
        this.senders = pool(senderThreads, sending, sending);
        int processors = Runtime.getRuntime().availableProcessors();
        this.helpers = pool(helperThreads, processors, processors * Lookahead.INSTANCES);
        Turnstile turnstile = new Turnstile(config.maxConcurrent(), clock);
        Retrievals retrievals =
                new Retrievals(index, source, config, senders, new Helpers(helpers, processors), clock, turnstile);
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

    /** Waits some seconds for what is still being sent or read, which ends with its associations; then leaves it alone. */
    @Override
    public void close() {
        close(SENDING_END);
    }

    /** As the other, waiting for as long as this for senders, and again for who helps them. */
    void close(Duration limit) {
        senderThreads.end(senders, limit);
        helperThreads.end(helpers, limit);
    }

    /** For as many tasks as can be wanted at once: the number of concurrent retrievals is bounded. */
    private static ExecutorService pool(PoolThreads threads, int count, int tasks) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(tasks), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
