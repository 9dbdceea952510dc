package dozo.admin.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import dozo.admin.control.ControlMessage.Reply;
import dozo.admin.control.ControlMessage.Request;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Has operations done by the running server. Each operation has a connection of its own,
 * which the server drops when no request comes within ten seconds. Thread-safe. */
public final class ControlClient<C> implements OperationChannel<C> {

    private final Path socket;

    /** The connection by which the server was found, until an operation takes it. */
    private final AtomicReference<SocketChannel> first;

    private ControlClient(Path socket, SocketChannel first) {
        this.socket = socket;
        this.first = new AtomicReference<>(first);
    }

    /**
     * The server that listens at {@code socket}, or empty when none does.
     *
     * @throws OperatingFailure when this user may not reach it
     */
    public static <C> Optional<ControlClient<C>> to(Path socket) throws OperatingFailure {
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ControlClient<>(socket, connect(socket)));
        } catch (IOException e) {
            if (!Files.isWritable(socket)) {
                throw new OperatingFailure(
                        FailureCode.NOT_AUTHORIZED,
                        "This user may not use the control socket " + socket
                                + " of the running archive. Nothing was done."
                                + " Run the command as the archive's own user, or as root.",
                        e);
            }
            return Optional.empty();
        }
    }

    private static SocketChannel connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public <Q extends Record, A extends Record> A run(
            Operation<C, Q, A> operation, Q request, Progress.Listener progress) throws OperatingFailure {
        try (ControlConnection connection = new ControlConnection(nextChannel())) {
            connection.write(new Request(operation.name(), ControlMessage.JSON.valueToTree(request)));
            Reply reply = connection.read(Reply.class, ControlConnection.MAX_REPLY_BYTES);
            while (reply.progress() != null) {
                progress.progressed(reply.progress());
                reply = connection.read(Reply.class, ControlConnection.MAX_REPLY_BYTES);
            }
            if (reply.failure() != null) {
                throw reply.failure().asException();
            }
            return ControlMessage.JSON.treeToValue(reply.answer(), operation.answerType());
        } catch (JsonProcessingException e) {
            throw new OperatingFailure(
                    FailureCode.PROTOCOL_VIOLATION,
                    "The running archive answers in a way this command does not understand: they are of different versions."
                            + " Restart the archive after an upgrade.",
                    e);
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.NOT_ACTIVE,
                    "The running archive ended the connection before the command was done. What was done so far stays done;"
                            + " ask `dozo status`, then repeat the command.",
                    e);
        }
    }

    private SocketChannel nextChannel() throws IOException {
        SocketChannel ready = first.getAndSet(null);
        return ready != null ? ready : connect(socket);
    }

    @Override
    public boolean isServing() {
        return true;
    }

    @Override
    public void close() throws OperatingFailure {
        try (SocketChannel unused = first.getAndSet(null)) {
            // Closed by leaving this block.
        } catch (IOException e) {
            throw new OperatingFailure(FailureCode.DISK_ERROR, "The control socket could not be closed.", e);
        }
    }
}
