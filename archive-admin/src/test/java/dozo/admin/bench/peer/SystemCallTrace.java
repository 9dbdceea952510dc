package dozo.admin.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Watches what a peer forces to disk and when it answers, by strace. Needs the right to trace: root, mostly. */
public final class SystemCallTrace {

    private static final String CALLS =
            "fsync,fdatasync,sync_file_range,msync,open,openat,write,writev,pwrite64,sendto,sendmsg,setsockopt";
    private static final int POLLS = 200;
    private static final long POLL_MS = 50;

    private final Process process;
    private final Path file;

    private SystemCallTrace(Process process, Path file) {
        this.process = process;
        this.file = file;
    }

    /** Begins; from its return on nothing is missed. @param file is written anew */
    public static SystemCallTrace begin(Peer peer, Path file) throws IOException {
        List<Long> pids = peer.processes().pids();
        List<String> command = new ArrayList<>(
                List.of(Program.STRACE.require().toString(), "-f", "-yy", "-s", "0", "-e", "trace=" + CALLS, "-o"));
        command.add(file.toString());
        pids.forEach(pid -> command.addAll(List.of("-p", pid.toString())));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("strace.log").toFile())
                .start();
        for (int i = 0; i < POLLS && !pids.stream().allMatch(SystemCallTrace::isTraced); i++) {
            if (waitFor(process)) {
                throw new IOException("strace: " + Files.readString(file.resolveSibling("strace.log")));
            }
        }
        return new SystemCallTrace(process, file);
    }

    private static boolean isTraced(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .anyMatch(line -> line.matches("TracerPid:\\s+[1-9]\\d*"));
        } catch (IOException e) {
            // It has ended.
            return true;
        }
    }

    /** Ends, and reads what was seen in the order of completion. */
    public List<String> end() throws IOException {
        process.destroy();
        while (!waitFor(process)) {
            // It detaches from each thread first.
            continue;
        }
        return Files.readAllLines(file);
    }

    private static boolean waitFor(Process process) throws IOException {
        try {
            return process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
