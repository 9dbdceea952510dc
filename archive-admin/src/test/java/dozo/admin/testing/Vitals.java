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
        Matcher total = TOTAL.matcher(jcmd(pid, "GC.class_histogram"));
        Assertions.assertTrue(total.find(), "no total in the class histogram");
        Path proc = Path.of("/proc", Long.toString(pid));
        return new Vitals(
                Long.parseLong(total.group(1)),
                count(proc.resolve("task")),
                busy(jcmd(pid, "Thread.print")),
                count(proc.resolve("fd")));
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

    private static String jcmd(long pid, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Assertions.assertEquals(0, process.waitFor(), output);
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
