package dozo.admin.control;

import dozo.admin.control.ControlMessage.Request;
import dozo.core.config.ControlConfig;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does operations for commands that connect to the control socket. Only the user who runs the archive and root can: the
 * socket's mode is 0600. Beyond the configured number of operations at once a command is told that the archive is busy.
 *
 * @param <C> what the operations work on
 */
public final class ControlServer<C> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    /** A command sends its request at once. */
    private static final long REQUEST_TIME_OUT_SECONDS = 10;

    /** How long a stop waits for operations to notice that their command is gone. */
    private static final Duration OPERATION_END = Duration.ofSeconds(10);

    /** It ends with the socket. */
    private static final Duration ACCEPTOR_END = Duration.ofSeconds(1);

    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

    /** Connections that may wait to hear that the archive is busy; more are closed without a word. */
    private static final int REFUSALS_AT_ONCE = 8;

    private final ControlConfig config;
    private final RequestDesk<C> desk;
    private final ServerSocketChannel listener;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final PoolThreads acceptorThreads = new PoolThreads("control-acceptor-");
    private final ExecutorService acceptor = Executors.newSingleThreadExecutor(acceptorThreads);
    private final PoolThreads workerThreads = new PoolThreads("control-worker-");
    private final ExecutorService workers;
    private final PoolThreads watchdogThreads = new PoolThreads("control-watchdog-");
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, watchdogThreads);

    private ControlServer(ControlConfig config, RequestDesk<C> desk, ServerSocketChannel listener) {
        this.config = config;
        this.desk = desk;
        this.listener = listener;
        // Not when the first command comes: the system may have no more threads then.
        watchdog.prestartCoreThread();
        this.workers = new ThreadPoolExecutor(
                0,
                config.maxConcurrent() + REFUSALS_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                workerThreads);
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Listens at the configured socket, in place of a leftover.
     *
     * @throws OperatingFailure when the socket cannot be made, or something else lies at its place, which is left alone
     */
    public static <C> ControlServer<C> start(ControlConfig config, OperationTable<C> operations, C context)
            throws OperatingFailure {
        RequestDesk<C> desk = new RequestDesk<>(operations, context, config.maxConcurrent());
        ControlServer<C> server = new ControlServer<>(config, desk, ControlSocket.listen(config.socket()));
        server.acceptor.execute(server::acceptLoop);
        return server;
    }

    private void acceptLoop() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                open.add(channel);
                admit(channel);
            } catch (IOException e) {
                if (listener.isOpen()) {
                    LOG.warn("A command could not connect to the control socket: {}", e.getMessage());
                    // Such as a full table of open files: it passes, but not by asking without a pause.
                    LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
                }
            }
        }
    }

    private void admit(SocketChannel channel) {
        try {
            workers.execute(() -> serve(channel));
        } catch (RejectedExecutionException e) {
            LOG.warn("A command was turned away: too many are waiting, or {}", e.getMessage());
            closeQuietly(channel);
            open.remove(channel);
        }
    }

    private void serve(SocketChannel channel) {
        try (ControlConnection connection = new ControlConnection(channel)) {
            ScheduledFuture<?> timeOut =
                    watchdog.schedule(() -> closeQuietly(channel), REQUEST_TIME_OUT_SECONDS, TimeUnit.SECONDS);
            Request request = connection.read(Request.class, ControlConnection.MAX_REQUEST_BYTES);
            timeOut.cancel(false);
            LOG.info("Command {} by user {}", request.operation(), ControlSocket.userOf(channel));
            connection.write(desk.answer(connection, request));
        } catch (OperationAbandoned e) {
            LOG.warn("A command was stopped: the one who typed it has gone away");
        } catch (IOException e) {
            LOG.debug("A control connection ended early", e);
        } finally {
            open.remove(channel);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A control connection could not be closed", e);
        }
    }

    /** Stops listening, ends running operations at their next progress, and removes the socket. */
    @Override
    public void close() throws IOException {
        close(OPERATION_END);
    }

    /** As the other; an operation that shows no progress for so long is left alone. */
    void close(Duration limit) throws IOException {
        listener.close();
        // First, so that no connection comes behind those that are closed.
        acceptorThreads.end(acceptor, ACCEPTOR_END);
        open.forEach(ControlServer::closeQuietly);
        workerThreads.end(workers, limit);
        watchdogThreads.end(watchdog, limit);
        Files.deleteIfExists(config.socket());
    }
}
