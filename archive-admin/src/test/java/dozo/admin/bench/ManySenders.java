package dozo.admin.bench;

import dozo.admin.bench.wire.LoadReport;
import dozo.admin.bench.wire.Phantom;
import dozo.admin.bench.wire.StoreLoad;
import dozo.admin.bench.wire.Target;
import dozo.admin.testing.Commands;
import dozo.admin.testing.ServerProcess;
import dozo.admin.testing.ServerProcess.Allowance;
import dozo.core.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Many peers that store CT images (526 KB) at once on {@code dozo serve} in a process of its own with 512 MB of heap, an H2
 * index and otherwise default settings.
 */
final class ManySenders {

    private ManySenders() {}

    /**
     * What the senders and the server's memory came to.
     *
     * @param peakResidentKib of the server process: heap, code, threads and buffers
     */
    record Result(LoadReport load, long peakResidentKib) {

        String line() {
            return load.line() + " server-peak-resident-kib=" + peakResidentKib;
        }
    }

    /** @param directory made, and left with what was stored */
    static Result run(Path directory, int associations, int imagesPerAssociation) throws Exception {
        int port = Ports.free();
        Path config = Files.writeString(
                Files.createDirectories(directory).resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom { port = %d, known-only = false }
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(port));
        new Commands(config).run("volume", "init", "local", "--mkdir").exits(0);
        try (ServerProcess server = ServerProcess.start(config, Allowance.SERVICE)) {
            Target target = new Target("127.0.0.1", port, "DOZO", "BENCH");
            LoadReport load = new StoreLoad(target, Phantom.CT.template(), associations, imagesPerAssociation).run();
            Result result = new Result(load, peakResidentKib(server.pid()));
            server.terminate();
            return result;
        }
    }

    /** As Linux counts it. */
    private static long peakResidentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
