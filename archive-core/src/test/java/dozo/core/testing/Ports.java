package dozo.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports for programs that must be told one. They lie below those that the system gives out by itself (32768 and more on Linux), and
 * each process of tests begins at another, so that nobody takes one between its choice and its use.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    /** More than one process of tests needs: those whose identifiers follow each other stay apart. */
    private static final int APART = 199;

    private static int next = (int) (ProcessHandle.current().pid() * APART % COUNT);

    private Ports() {}

    /** A port that was free a moment ago, and that this process is not told of again soon. */
    public static synchronized int free() throws IOException {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + next++ % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free from " + FIRST + " on");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
