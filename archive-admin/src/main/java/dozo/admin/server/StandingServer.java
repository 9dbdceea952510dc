package dozo.admin.server;

import dozo.admin.archive.Foundation;
import dozo.core.config.DozoConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is closed and started anew, within this process, where only a start can go on: after a full disk closed the
 * embedded database. What is under way then ends as at any stop, and the start is like any other: role, epoch, journals.
 * Thread-safe; closed by whoever started it.
 */
public final class StandingServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandingServer.class);

    private final DozoConfig config;
    private final Foundation foundation;
    /** Null between a stop and the next start. */
    private Server server;

    private boolean closed;

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
     */
    public synchronized void look() {
        if (closed || (server != null && !server.canOnlyBeRestarted())) {
            return;
        }
        try {
            if (server != null) {
                LOG.warn(
                        "The disk of the index database takes writes again; the archive starts anew to read its journals");
                Server before = server;
                server = null;
                before.close();
            }
            server = startReported(config, foundation);
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

    /** Stops it for good, after a start that is under way. */
    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.close();
        }
    }
}
