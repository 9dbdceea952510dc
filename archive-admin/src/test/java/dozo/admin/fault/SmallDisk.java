package dozo.admin.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A small file system of its own, mounted for a test and unmounted by {@link #close}. Where this process may not mount, as in
 * most containers, the asking test is skipped with a warning; where it may and cannot, it fails when {@code CI=true}.
 */
final class SmallDisk implements AutoCloseable {

    /** CAP_SYS_ADMIN of capabilities(7). */
    private static final long MAY_MOUNT = 1L << 21;

    private final Path path;
    private final String options;

    private SmallDisk(Path path, String options) {
        this.path = path;
        this.options = options;
    }

    /** Mounts one at {@code path}, an empty directory. @param options of tmpfs, such as {@code size=4m} */
    static SmallDisk mount(Path path, String options) throws IOException {
        SmallDisk disk = new SmallDisk(path, options);
        if (!mayMount()) {
            skip("this process may not mount file systems");
        } else if (!disk.mountAgain()) {
            Assertions.assertNotEquals("true", System.getenv("CI"), "a file system could not be mounted");
            skip("no file system could be mounted");
        }
        return disk;
    }

    private static void skip(String reason) {
        System.err.println("WARNING, TEST SKIPPED: " + reason + "; faults of real disks are not tried");
        Assumptions.abort(reason);
    }

    private static boolean mayMount() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & MAY_MOUNT) != 0);
    }

    private boolean mountAgain() throws IOException {
        return run("mount", "-t", "tmpfs", "-o", options, "dozo-test", path.toString());
    }

    Path path() {
        return path;
    }

    /** Takes all space that is left. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(path.resolve("filler"))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // Full, as it shall be.
        }
    }

    /** Gives the space back. */
    void empty() throws IOException {
        Files.delete(path.resolve("filler"));
    }

    /** Refuses all writes from now on but those to files that are open, as a file system that met an error does. */
    void makeReadOnly() throws IOException {
        Assertions.assertTrue(run("mount", "--bind", path.toString(), path.toString()), "bind");
        Assertions.assertTrue(run("mount", "-o", "remount,bind,ro", path.toString()), "remount read-only");
    }

    /** Takes it away though files are open on it, as a cut cable does; the directory below is empty. */
    void hide() throws IOException {
        Assertions.assertTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "dozo-test-nothing", path.toString()));
    }

    /** Undoes {@link #makeReadOnly} or {@link #hide}. */
    void show() throws IOException {
        Assertions.assertTrue(run("umount", "-l", path.toString()));
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", path.toString());
    }
}
