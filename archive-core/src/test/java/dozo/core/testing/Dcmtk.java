package dozo.core.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs the programs of DCMTK, the reference client of the field. Where they are not installed the asking test is skipped with a
 * warning, but fails when {@code CI=true}.
 */
public final class Dcmtk {

    private Dcmtk() {}

    /** What a program said. */
    public record Result(int exitCode, String output) {}

    /** Runs a program to its end. */
    public static Result run(String program, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("dcmtk", ".txt");
        Process process = start(output, program, arguments);
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            Assertions.fail(program + " did not end: " + Files.readString(output, StandardCharsets.ISO_8859_1));
        }
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }

    /** Starts a program that goes on, such as {@code storescp}; the caller ends it. */
    public static Process start(Path output, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(find(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static Path find(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        String message = "DCMTK is not installed: no " + program + " on the PATH";
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(message);
        }
        System.err.println("WARNING, TEST SKIPPED: " + message);
        Assumptions.abort(message);
        throw new IllegalStateException(message);
    }
}
