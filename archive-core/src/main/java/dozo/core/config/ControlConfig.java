package dozo.core.config;

import java.nio.file.Path;

/**
 * How commands reach the running server. Immutable.
 *
 * @param socket absolute path of its Unix-domain socket; the file's permissions are the access control
 * @param maxConcurrent most commands running in the server at once
 */
public record ControlConfig(Path socket, int maxConcurrent) {

    /** Longest path of a Unix-domain socket in bytes, the final zero not counted (Linux {@code sockaddr_un}). */
    public static final int MAX_SOCKET_PATH_BYTES = 107;

    public static ControlConfig defaults(Path dataDirectory) {
        return new ControlConfig(dataDirectory.resolve("control.sock"), 16);
    }
}
