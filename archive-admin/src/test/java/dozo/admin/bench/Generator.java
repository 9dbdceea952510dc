package dozo.admin.bench;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.wire.LoadReport;
import dozo.admin.bench.wire.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs load generators as processes of their own, so that their processor time and memory are nobody else's. */
final class Generator {

    private Generator() {}

    /** Stores {@code images} under new UIDs. @throws IOException when an image was not acknowledged */
    static LoadReport store(Peer peer, IngestWork work, int images) throws IOException {
        return run(SendLoad.class, peer, work.phantom(), work.associations(), each(work, images));
    }

    /** Stores {@code images} under the UIDs of this run. @throws IOException when an image was not acknowledged */
    static LoadReport store(Peer peer, IngestWork work, int images, long run) throws IOException {
        return run(SendLoad.class, peer, work.phantom(), work.associations(), each(work, images), run);
    }

    private static int each(IngestWork work, int images) {
        return Math.max(1, images / work.associations());
    }

    /** As {@link #reports}, of a generator that reports once. */
    static LoadReport run(Class<?> generator, Peer peer, Object... arguments) throws IOException {
        return reports(generator, peer, Arrays.asList(arguments)).get(0);
    }

    /**
     * Calls a generator with host, port and AE title of the peer, and these arguments.
     *
     * @throws IOException when it does not end with 0
     */
    static List<LoadReport> reports(Class<?> generator, Peer peer, List<?> arguments) throws IOException {
        Target target = peer.target();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                // It lives for seconds, and the better compiler would take its time from the archives'.
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=512m",
                "-cp",
                System.getProperty("java.class.path"),
                generator.getName(),
                target.host(),
                Integer.toString(target.port()),
                target.called()));
        arguments.forEach(argument -> command.add(argument.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(
                    generator.getSimpleName() + " failed at " + peer.kind().title() + ": " + output);
        }
        return output.lines().map(LoadReport::parse).toList();
    }
}
