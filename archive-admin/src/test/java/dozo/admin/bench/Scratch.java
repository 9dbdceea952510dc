package dozo.admin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.io.FileUtils;

/** A folder that is gone when it is closed. Other users may pass through it: PostgreSQL does not run as root. */
record Scratch(Path path) implements AutoCloseable {

    /** A new one with a name of its own. */
    static Scratch below(Path parent) throws IOException {
        return opened(Files.createTempDirectory(parent, "dozo-bench-"));
    }

    /** A new one of this name, which should be short: the paths of sockets below it must not pass 108 characters. */
    static Scratch named(Path path) throws IOException {
        return opened(Files.createDirectory(path));
    }

    private static Scratch opened(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        return new Scratch(path);
    }

    @Override
    public void close() throws IOException {
        FileUtils.deleteDirectory(path.toFile());
    }
}
