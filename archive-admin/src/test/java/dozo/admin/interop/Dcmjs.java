package dozo.admin.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dozo.core.testing.ExternalProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;

/** {@code tools/interop/dcmjs.js}: the JavaScript implementation dcmjs-dimse as a client and as a destination. */
final class Dcmjs {

    static final String TITLE = "DCMJS";

    private static final Path HOME = Path.of("..", "tools", "interop").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExternalProgram node;

    private Dcmjs(ExternalProgram node) {
        this.node = node;
    }

    /** Skips or fails the calling test where Node.js or the package is not installed. */
    static Dcmjs require() {
        ExternalProgram node = ExternalProgram.require("node");
        return Files.isDirectory(HOME.resolve("node_modules/dcmjs-dimse"))
                ? new Dcmjs(node)
                : ExternalProgram.missing("dcmjs-dimse in tools/interop");
    }

    /** Calls the archive and returns each response. */
    List<JsonNode> call(String command, int port, Object... words) {
        List<Object> all =
                new ArrayList<>(List.of(HOME.resolve("dcmjs.js"), command, port, TITLE, InteropArchive.TITLE));
        all.addAll(List.of(words));
        ExternalProgram.Result result = node.run(all.toArray());
        Assertions.assertTrue(result.succeeded(), result.output());
        return result.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Dcmjs::parse)
                .toList();
    }

    /** Starts a destination that writes what it receives into {@code folder}; the caller ends it. */
    Process serve(int port, Path folder) throws IOException {
        Path log = folder.resolveSibling("dcmjs.log");
        Process process = node.start(log, HOME.resolve("dcmjs.js"), "serve", port, folder);
        Awaitility.await().until(() -> {
            Assertions.assertTrue(process.isAlive(), "the destination did not start");
            return Files.readString(log).contains("listening");
        });
        return process;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
