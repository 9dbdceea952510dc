package dozo.core.dimse;

import dozo.core.association.AcceptancePolicy;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.AssociationAcceptor;
import dozo.core.association.AssociationQuota;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves DIMSE requests on a port: an acceptor of associations whose messages go to {@link DimseServices}, and the bounded pool
 * on which long services run. Thread-safe.
 */
public final class DimseServer implements AutoCloseable {

    private static final Duration LONG_SERVICE_END = Duration.ofSeconds(5);

    private final AssociationAcceptor acceptor;
    private final ThreadPoolExecutor longServices;
    private final PoolThreads threads;
    private volatile boolean drained;

    private DimseServer(AssociationAcceptor acceptor, ThreadPoolExecutor longServices, PoolThreads threads) {
        this.acceptor = acceptor;
        this.longServices = longServices;
        this.threads = threads;
    }

    /** As the other, with a quota of its own. */
    public static DimseServer start(
            AcceptorSettings settings, AcceptancePolicy policy, DimseServices services, int maxLongOperations)
            throws OperatingFailure {
        return start(settings, new AssociationQuota(settings), policy, services, maxLongOperations);
    }

    /**
     * Binds the port and starts to accept.
     *
     * @param quota may be shared with other servers
     * @param maxLongOperations long services performed at a time over all associations; more are answered as out of resources
     * @throws OperatingFailure {@code CONFIGURATION_INVALID} when the port cannot be bound
     */
    public static DimseServer start(
            AcceptorSettings settings,
            AssociationQuota quota,
            AcceptancePolicy policy,
            DimseServices services,
            int maxLongOperations)
            throws OperatingFailure {
        PoolThreads threads = new PoolThreads("dozo-query-");
        ThreadPoolExecutor longServices =
                new ThreadPoolExecutor(0, maxLongOperations, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        try {
            AssociationAcceptor acceptor = AssociationAcceptor.start(
                    settings, quota, policy, association -> new DimseSession(association, services, longServices));
            return new DimseServer(acceptor, longServices, threads);
        } catch (OperatingFailure e) {
            longServices.shutdown();
            throw e;
        }
    }

    /** The port bound, also when the settings asked for any. */
    public int port() {
        return acceptor.port();
    }

    /** Established associations at this moment. */
    public int associationCount() {
        return acceptor.associationCount();
    }

    /**
     * Accepts nothing more, waits until all associations have ended or {@code limit} has passed, then aborts the rest. Services
     * see their association end and stop by themselves; those that do not within some seconds are left alone.
     *
     * @return how many associations had to be aborted
     */
    public int drain(Duration limit) {
        return drain(limit, LONG_SERVICE_END);
    }

    /** As the other, with another limit for long services to end when their associations have. */
    int drain(Duration limit, Duration longServiceEnd) {
        drained = true;
        int aborted = acceptor.drain(limit);
        threads.end(longServices, longServiceEnd);
        return aborted;
    }

    /** Stops at once: {@link #drain} with no time. Nothing after a drain: whoever that did not wait for is not waited for now. */
    @Override
    public void close() {
        if (!drained) {
            drain(Duration.ZERO);
        }
    }
}
