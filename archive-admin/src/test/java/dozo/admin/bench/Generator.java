package dozo.admin.bench;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.wire.LoadReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link SendLoad} as a process of its own, so that its processor time and its memory are nobody else's. */
final class Generator {

    private Generator() {}

    /** Stores {@code images}. @throws IOException when an image was not acknowledged */
    static LoadReport store(Peer peer, IngestWork work, int images) throws IOException {
        int each = Math.max(1, images / work.associations());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=512m",
                "-cp",
                System.getProperty("java.class.path"),
                SendLoad.class.getName(),
                peer.target().host(),
                Integer.toString(peer.target().port()),
                peer.target().called(),
                work.phantom().name(),
                Integer.toString(work.associations()),
                Integer.toString(each)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(peer.kind().title() + " did not take all of " + work.name() + ": " + output);
        }
        return LoadReport.parse(output);
    }
}
