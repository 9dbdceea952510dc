package dozo.admin.testing;

import dozo.admin.command.Dozo;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Assertions;

/**
 * The classes of this process for other processes that start in half the time: directories packed into jars, and beside them an
 * archive of loaded classes, as {@code dozo rehearse} makes it for an installation. Made once for each state of the classes,
 * and kept below {@code target}.
 */
public final class FastStart {

    private static final Path KEPT = Path.of("target", "fast-start").toAbsolutePath();

    /** What Java tells of an archive that it cannot use; the start is slower then, and nothing else. */
    private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    private static FastStart prepared;

    private final List<Path> classPath;
    private final Path directory;

    private FastStart(List<Path> classPath, Path directory) {
        this.classPath = classPath;
        this.directory = directory;
    }

    /** The first words of a command: Java, and where it finds its classes. More options and a main class follow. */
    public static List<String> java() {
        FastStart start = prepared();
        return start.java("-XX:SharedArchiveFile=" + start.archive());
    }

    /** Jars with all classes of this process. */
    public static List<Path> jars() {
        return prepared().packed();
    }

    private static synchronized FastStart prepared() {
        if (prepared == null) {
            try {
                prepared = prepare();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return prepared;
    }

    private static FastStart prepare() throws IOException, InterruptedException {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        FastStart start = new FastStart(classPath, KEPT.resolve(fingerprint(classPath)));
        try (FileChannel lock = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Tests run in several processes side by side; one of them makes it for all.
            lock.lock();
            if (!Files.exists(start.archive())) {
                FileUtils.deleteDirectory(KEPT.toFile());
                start.pack();
                Files.move(start.rehearse(), start.archive(), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return start;
    }

    private static Path lockFile() throws IOException {
        return Files.createDirectories(KEPT.getParent()).resolve("fast-start.lock");
    }

    private Path archive() {
        return directory.resolve("classes.jsa");
    }

    /** Differs when any class or library does, or Java. */
    private static String fingerprint(List<Path> classPath) throws IOException {
        StringBuilder all = new StringBuilder(System.getProperty("java.vm.version"));
        for (Path entry : classPath) {
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.sorted().toList()) {
                    all.append(file).append(Files.getLastModifiedTime(file)).append(Files.size(file));
                }
            }
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    /** Classes in directories cannot be in such an archive. */
    private void pack() throws IOException {
        Files.createDirectories(directory);
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        for (int i = 0; i < classPath.size(); i++) {
            if (Files.isDirectory(classPath.get(i))) {
                String from = classPath.get(i).toString();
                String to = packed(i).toString();
                int code = jar.run(System.out, System.err, "--create", "--no-compress", "--file", to, "-C", from, ".");
                Assertions.assertEquals(0, code, () -> "jar of " + from);
            }
        }
    }

    private Path packed(int entry) {
        Path original = classPath.get(entry);
        return Files.isDirectory(original) ? directory.resolve(entry + ".jar") : original;
    }

    private List<Path> packed() {
        return IntStream.range(0, classPath.size()).mapToObj(this::packed).toList();
    }

    /** @return the archive of what it loaded */
    private Path rehearse() throws IOException, InterruptedException {
        Path log = directory.resolve("rehearsal.log");
        Path archive = directory.resolve("unfinished.jsa");
        List<String> rehearsal = java("-XX:ArchiveClassesAtExit=" + archive);
        rehearsal.addAll(List.of("-XX:TieredStopAtLevel=1", Dozo.class.getName(), "rehearse"));
        Process process = new ProcessBuilder(rehearsal)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Assertions.assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the rehearsal hangs");
        Assertions.assertEquals(0, process.exitValue(), Files.readString(log));
        return archive;
    }

    private List<String> java(String option) {
        List<String> java = new ArrayList<>(QUIET);
        java.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.add(option);
        java.add("-cp");
        java.add(packed().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        return java;
    }
}
