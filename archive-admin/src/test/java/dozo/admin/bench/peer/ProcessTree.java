package dozo.admin.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What some processes and their children have used, as Linux counts it below {@code /proc}.
 *
 * @param roots process IDs
 */
public record ProcessTree(List<Long> roots) {

    /** USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;
    /** utime of proc(5), counted after the name in brackets; stime, cutime and cstime follow. */
    private static final int UTIME = 11;

    private static final int TIMES = 4;

    /** The server alone. */
    static ProcessTree of(long... roots) {
        return new ProcessTree(Arrays.stream(roots).boxed().toList());
    }

    /** Processor time so far in seconds, with that of children that have ended and were waited for. */
    public double cpuSeconds() {
        return all().mapToDouble(ProcessTree::cpuSeconds).sum();
    }

    /**
     * The most memory that was resident, in MiB: the high-water mark of each process. Those of a PostgreSQL server share
     * most of theirs, so they count with their present proportional share.
     */
    public double peakMebibytes() {
        return all().mapToDouble(ProcessTree::kibibytes).sum() / KIBIBYTES_PER_MEBIBYTE;
    }

    /** IDs of all that live. */
    public List<Long> pids() {
        return all().toList();
    }

    private Stream<Long> all() {
        return roots.stream()
                .flatMap(root -> ProcessHandle.of(root).stream())
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(ProcessHandle::pid);
    }

    private static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        return Arrays.stream(fields)
                        .skip(UTIME)
                        .limit(TIMES)
                        .mapToLong(Long::parseLong)
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static double kibibytes(long pid) {
        boolean shares = read(pid, "comm").trim().equals("postgres");
        return shares ? field(read(pid, "smaps_rollup"), "Pss:") : field(read(pid, "status"), "VmHWM:");
    }

    private static double field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Empty for a process that has just ended. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            return "";
        }
    }
}
