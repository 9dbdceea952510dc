package dozo.core.association;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a port and accepts associations: one thread accepts, one reads for each connection, both bounded. A connection beyond
 * what the limits allow is rejected, or closed when even that would cost too much. Thread-safe.
 */
public final class AssociationAcceptor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AssociationAcceptor.class);

    /**
     * Connections the system keeps until they are accepted; it may keep fewer (on Linux {@code net.core.somaxconn}, usually 4096).
     * One that finds no place is dropped without a word and comes again after a second, so there is room for every peer at once.
     */
    private static final int BACKLOG = 1024;

    /** Threads beyond those of associations: for pending connections, and as many that gave way and are just ending. */
    private static final int PENDING_THREADS = 2 * PendingConnections.MAX;

    /** How long a thread waits for another connection. */
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    private static final Duration ABORT_TIME = Duration.ofSeconds(1);

    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

    private final AcceptorSettings settings;
    private final AcceptancePolicy policy;
    private final Function<Association, MessageHandler> handlers;
    private final AssociationSlots slots;
    private final ServerSocketChannel listener;
    private final PoolThreads threads = new PoolThreads("dozo-scp-");
    private final ThreadPoolExecutor connections;
    private final Set<IncomingConnection> live = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    private AssociationAcceptor(
            AcceptorSettings settings,
            AssociationQuota quota,
            AcceptancePolicy policy,
            Function<Association, MessageHandler> handlers,
            ServerSocketChannel listener) {
        this.settings = settings;
        this.policy = policy;
        this.handlers = handlers;
        this.listener = listener;
        this.slots = new AssociationSlots(quota);
        this.connections = new ThreadPoolExecutor(
                0,
                settings.maxAssociations() + PENDING_THREADS,
                IDLE_THREAD.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads);
    }

    /** As the other, with a quota of its own. */
    public static AssociationAcceptor start(
            AcceptorSettings settings, AcceptancePolicy policy, Function<Association, MessageHandler> handlers)
            throws OperatingFailure {
        return start(settings, new AssociationQuota(settings), policy, handlers);
    }

    /**
     * Binds the port and starts to accept.
     *
     * @param quota may be shared with other acceptors
     * @param handlers makes the handler of each association's messages
     * @throws OperatingFailure {@code CONFIGURATION_INVALID} when the port cannot be bound
     */
    public static AssociationAcceptor start(
            AcceptorSettings settings,
            AssociationQuota quota,
            AcceptancePolicy policy,
            Function<Association, MessageHandler> handlers)
            throws OperatingFailure {
        try {
            ServerSocketChannel listener = listen(settings);
            AssociationAcceptor acceptor = new AssociationAcceptor(settings, quota, policy, handlers, listener);
            new Thread(acceptor::accept, "dozo-accept-" + acceptor.port()).start();
            return acceptor;
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "Cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage()
                            + ". No association can be accepted. Check that the address is this machine's and the port is free.",
                    e);
        }
    }

    private static ServerSocketChannel listen(AcceptorSettings settings) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.socket().setReuseAddress(true);
            listener.socket().bind(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** The port bound, also when the settings asked for any. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /** Established associations at this moment. */
    public int associationCount() {
        return slots.associations();
    }

    /**
     * Accepts nothing more, waits until all associations have ended or {@code limit} has passed, then aborts the rest. A thread
     * that is not done within two seconds from there is left alone, without its connection.
     *
     * @return how many had to be aborted
     */
    public int drain(Duration limit) {
        draining = true;
        closeListener();
        live.stream().filter(c -> c.association().isEmpty()).forEach(IncomingConnection::close);
        int aborted = 0;
        if (!slots.awaitNone(limit)) {
            for (IncomingConnection connection : live) {
                if (connection.association().isPresent()) {
                    aborted++;
                    connection.association().get().abort("the server stops");
                } else {
                    connection.close();
                }
            }
            if (!slots.awaitNone(ABORT_TIME)) {
                live.forEach(IncomingConnection::close);
            }
        }
        threads.end(connections, ABORT_TIME);
        return aborted;
    }

    /** Stops at once: {@link #drain} with no time. */
    @Override
    public void close() {
        drain(Duration.ZERO);
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("the listening socket could not be closed: {}", e.getMessage());
        }
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                if (listener.isOpen()) {
                    LOG.warn("a connection could not be accepted: {}", e.getMessage());
                    // Such as a full table of open files: it passes, but not by asking without a pause.
                    LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
                }
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        Transport transport;
        try {
            transport = new Transport(channel, settings.association().timeOuts().write());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        IncomingConnection connection = new IncomingConnection(transport, slots, settings, policy, handlers);
        if (!slots.connected(connection)) {
            LOG.warn(
                    "connection closed: too many without an association from {}",
                    transport.remoteAddress().getAddress());
            transport.close();
            return;
        }
        live.add(connection);
        try {
            connections.execute(() -> serve(connection));
        } catch (RejectedExecutionException e) {
            LOG.warn("connection closed: too many connections, or {}", e.getMessage());
            live.remove(connection);
            transport.close();
            slots.noLongerPending(connection);
            slots.disconnected();
        }
    }

    private void serve(IncomingConnection connection) {
        try {
            if (draining) {
                connection.close();
            }
            connection.run();
        } catch (RuntimeException e) {
            LOG.error("a connection failed; nothing else is concerned", e);
        } finally {
            live.remove(connection);
            slots.disconnected();
        }
    }
}
