package dozo.admin.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * What a server process holds at one moment, as the virtual machine's {@code jcmd} and the kernel's {@code /proc} tell it.
 *
 * @param heapBytes of all objects that a full collection leaves
 * @param threads of the process, idle ones of its pools included
 * @param busy the names of the threads that are not idle in a pool
 * @param descriptors open files and sockets
 */
public record Vitals(long heapBytes, int threads, List<String> busy, int descriptors) {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern THREAD_NAME = Pattern.compile("^\"([^\"]*)\"");

    /** Has the process collect its garbage and measures what is left. */
    public static Vitals of(long pid) {
        String told = jcmd(pid, List.of("GC.class_histogram", "Thread.print"));
        Matcher total = TOTAL.matcher(told);
        Assertions.assertTrue(total.find(), "no total in the class histogram");
        return new Vitals(Long.parseLong(total.group(1)), threads(pid), busy(told), count(proc(pid, "fd")));
    }

    /** The threads of a process, without its help. */
    public static int threads(long pid) {
        return count(proc(pid, "task"));
    }

    private static Path proc(long pid, String what) {
        return Path.of("/proc", Long.toString(pid), what);
    }

    /** Threads with a Java stack that do not wait for work in an executor; the numbers at the end of names do not count. */
    private static List<String> busy(String dump) {
        return Arrays.stream(dump.split("\n\n"))
                .filter(thread -> thread.contains("\tat ") && !thread.contains("ThreadPoolExecutor.getTask"))
                .map(THREAD_NAME::matcher)
                .filter(Matcher::find)
                .map(name -> name.group(1))
                .sorted()
                .toList();
    }

    private static int count(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return (int) entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One process for all commands, since its start takes longer than they do. */
    private static String jcmd(long pid, List<String> commands) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Path script = Files.write(Files.createTempFile("jcmd", ""), commands);
            Process process = new ProcessBuilder(
                            jcmd, "-J-XX:TieredStopAtLevel=1", Long.toString(pid), "-f", script.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Assertions.assertEquals(0, process.waitFor(), output);
            Files.delete(script);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "%.1f MiB live, %d threads, busy %s, %d descriptors"
                .formatted(heapBytes / 1048576.0, threads, busy, descriptors);
    }
}
