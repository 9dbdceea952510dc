package dozo.admin.server;

import dozo.admin.archive.CloseStack;
import dozo.admin.archive.Foundation;
import dozo.core.config.DozoConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Deadline;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is closed and started anew, within this process, where only a start can go on: after a full disk closed the
 * embedded database. What is under way then ends as at any stop, and the start is like any other: role, epoch, journals.
 * Thread-safe; stopped by whoever started it.
 */
public final class StandingServer {

    private static final Logger LOG = LoggerFactory.getLogger(StandingServer.class);

    private final DozoConfig config;
    private final Foundation foundation;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    /** Null between a stop and the next start. */
    private @Nullable Server server;

    /** Why nothing more can be started in this process; null as long as it can. */
    private @Nullable OperatingFailure overdue;

    private StandingServer(DozoConfig config, Foundation foundation, Server server) {
        this.config = config;
        this.foundation = foundation;
        this.server = server;
    }

    /** Starts it, and logs what was found. @throws OperatingFailure when it cannot; nothing is left open then */
    public static StandingServer start(DozoConfig config, Foundation foundation) throws OperatingFailure {
        return new StandingServer(config, foundation, startReported(config, foundation));
    }

    private static Server startReported(DozoConfig config, Foundation foundation) throws OperatingFailure {
        Server server = Server.start(config, foundation);
        StartReport report = server.report();
        report.lines().forEach(LOG::info);
        if (!report.isSound()) {
            LOG.warn("The archive serves, but something needs an operator: see above, and `dozo status`");
        }
        return server;
    }

    /**
     * Starts the server anew if nothing else helps. To be called at intervals. When the start fails, the next call tries again.
     *
     * @return whether to call again; else what is left of the server before stands in the way of another in this process, which
     *     must stop and end
     */
    public boolean look() {
        lock.lock();
        try {
            if (!closed && (server == null || server.canOnlyBeRestarted())) {
                startAnew();
            }
            return overdue == null;
        } finally {
            lock.unlock();
        }
    }

    private void startAnew() {
        try {
            if (server != null) {
                LOG.warn(
                        "The disk of the index database takes writes again; the archive starts anew to read its journals");
                stop(CloseStack.deadline(config, foundation.clock()));
            }
            if (overdue == null) {
                server = startReported(config, foundation);
            }
        } catch (OperatingFailure e) {
            LOG.error(
                    "DOZO-{} the archive could not start anew and tries again: {}",
                    e.code().number(),
                    e.getMessage());
        } catch (RuntimeException e) {
            // Whoever looks must outlive it: the next start may go well.
            LOG.error("DOZO-{} the archive could not start anew and tries again", FailureCode.INTERNAL.number(), e);
        }
    }

    private void stop(Deadline deadline) {
        Server before = server;
        server = null;
        try {
            if (before != null) {
                before.stop(deadline);
            }
        } catch (OperatingFailure e) {
            overdue = e;
        }
    }

    /**
     * Stops it for good, within the configured time, even when a start is under way.
     *
     * @throws OperatingFailure STOP_OVERDUE when something has not ended then, or had not when it was to start anew
     */
    public void stop() throws OperatingFailure {
        closed = true;
        Deadline deadline = CloseStack.deadline(config, foundation.clock());
        if (!tryLock(deadline)) {
            throw CloseStack.overdue(List.of("a start that is under way"));
        }
        try {
            stop(deadline);
            if (overdue != null) {
                throw overdue;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean tryLock(Deadline deadline) {
        try {
            return lock.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
