package dozo.admin.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import dozo.admin.control.ControlMessage.Reply;
import dozo.admin.control.ControlMessage.Request;
import dozo.core.config.ControlConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Principal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
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

    /** Connections that may wait to hear that the archive is busy; more are closed without a word. */
    private static final int REFUSALS_AT_ONCE = 8;

    private final ControlConfig config;
    private final OperationTable<C> operations;
    private final C context;
    private final ServerSocketChannel listener;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final PoolThreads acceptorThreads = new PoolThreads("control-acceptor-");
    private final ExecutorService acceptor = Executors.newSingleThreadExecutor(acceptorThreads);
    private final PoolThreads workerThreads = new PoolThreads("control-worker-");
    private final ExecutorService workers;
    private final Semaphore places;
    private final PoolThreads watchdogThreads = new PoolThreads("control-watchdog-");
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, watchdogThreads);

    private ControlServer(ControlConfig config, OperationTable<C> operations, C context, ServerSocketChannel listener) {
        this.config = config;
        this.operations = operations;
        this.context = context;
        this.listener = listener;
        this.places = new Semaphore(config.maxConcurrent());
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
     * Listens at the configured socket. The caller is the only server of this data directory (it holds the role lock), so a
     * socket that lies there is a leftover and is replaced.
     *
     * @throws OperatingFailure when the socket cannot be made, or something else lies at its place, which is left alone
     */
    public static <C> ControlServer<C> start(ControlConfig config, OperationTable<C> operations, C context)
            throws OperatingFailure {
        try {
            Files.createDirectories(config.socket().getParent());
            removeLeftover(config.socket());
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(config.socket()));
            Files.setPosixFilePermissions(config.socket(), PosixFilePermissions.fromString("rw-------"));
            ControlServer<C> server = new ControlServer<>(config, operations, context, listener);
            server.acceptor.execute(server::acceptLoop);
            return server;
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "The control socket " + config.socket() + " cannot be made, so no command could reach this archive."
                            + " Check that its directory exists and belongs to the archive's user.",
                    e);
        }
    }

    private static void removeLeftover(Path socket) throws IOException, OperatingFailure {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean isSocket = Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
        if (!isSocket) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "At " + socket + " lies something that is no control socket. It was left alone, and nothing was"
                            + " started. Set control.socket to another place.");
        }
        Files.delete(socket);
    }

    private void acceptLoop() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                open.add(channel);
                admit(channel);
            } catch (IOException e) {
                if (listener.isOpen()) {
                    LOG.warn("A command could not connect to the control socket", e);
                }
            }
        }
    }

    private void admit(SocketChannel channel) {
        try {
            workers.execute(() -> serve(channel));
        } catch (RejectedExecutionException e) {
            LOG.warn("A command was turned away: too many are waiting");
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
            LOG.info("Command {} by user {}", request.operation(), userOf(channel));
            connection.write(answer(connection, request));
        } catch (OperationAbandoned e) {
            LOG.warn("A command was stopped: the one who typed it has gone away");
        } catch (IOException e) {
            LOG.debug("A control connection ended early", e);
        } finally {
            open.remove(channel);
        }
    }

    private Reply answer(ControlConnection connection, Request request) {
        if (!places.tryAcquire()) {
            return Reply.of(new OperatingFailure(
                    FailureCode.TOO_BUSY,
                    config.maxConcurrent() + " commands are running in the archive already. Nothing was done."
                            + " Repeat the command when one of them has ended."));
        }
        try {
            return Reply.of(run(operation(request.operation()), connection, request));
        } catch (OperatingFailure e) {
            return Reply.of(e);
        } catch (OperationAbandoned e) {
            throw e;
        } catch (RuntimeException e) {
            String number = "DOZO-" + FailureCode.INTERNAL.number();
            LOG.error("{} command {} failed by a fault of the program", number, request.operation(), e);
            return Reply.of(new OperatingFailure(
                    FailureCode.INTERNAL,
                    "The command failed by a fault of the program; the server's log has the details."));
        } finally {
            places.release();
        }
    }

    private Operation<C, ?, ?> operation(String name) throws OperatingFailure {
        return operations
                .operation(name)
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.CONFIGURATION_INVALID,
                        "The running archive does not know the operation " + name
                                + ": it is of another version than this command. Restart it after an upgrade."));
    }

    private <Q extends Record, A extends Record> A run(
            Operation<C, Q, A> operation, ControlConnection connection, Request request) throws OperatingFailure {
        Q typed;
        try {
            typed = ControlMessage.JSON.treeToValue(request.request(), operation.requestType());
        } catch (JsonProcessingException e) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "The running archive does not understand the request: it is of another version than this command.",
                    e);
        }
        return operation.run(context, typed, progress -> {
            try {
                connection.write(Reply.of(progress));
            } catch (IOException e) {
                throw new OperationAbandoned(e);
            }
        });
    }

    private static String userOf(SocketChannel channel) {
        try {
            Principal user =
                    channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            return user.getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown";
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
