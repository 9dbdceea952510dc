package dozo.admin.control;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
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
import jdk.net.ExtendedSocketOptions;

/** The socket in the file system at which commands find the running archive. */
final class ControlSocket {

    private ControlSocket() {}

    /**
     * Listens there, to be closed by the caller. The caller is the only server of this data directory (it holds the role lock),
     * so a socket that lies there is a leftover and is replaced.
     *
     * @throws OperatingFailure when the socket cannot be made, or something else lies at its place, which is left alone
     */
    static ServerSocketChannel listen(Path socket) throws OperatingFailure {
        try {
            Files.createDirectories(socket.getParent());
            removeLeftover(socket);
            return bind(socket);
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "The control socket " + socket + " cannot be made, so no command could reach this archive."
                            + " Check that its directory exists and belongs to the archive's user.",
                    e);
        }
    }

    private static ServerSocketChannel bind(Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
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

    /** Who has connected, for the log. */
    static String userOf(SocketChannel channel) {
        try {
            return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown";
        }
    }
}
