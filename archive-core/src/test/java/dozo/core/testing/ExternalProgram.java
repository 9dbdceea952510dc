package dozo.core.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of another DICOM toolkit that results are compared with, such as DCMTK's {@code dcmconv}. Where it is not
 * installed the asking test is skipped with a warning, but fails when {@code CI=true}.
 */
public final class ExternalProgram {

    private static final int TIME_OUT_SECONDS = 120;

    private final Path executable;

    private ExternalProgram(Path executable) {
        this.executable = executable;
    }

    /** What a run ended with. */
    public record Result(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** The program of this name on the path; skips or fails the calling test when there is none. */
    public static ExternalProgram require(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(folder, name);
            if (Files.isExecutable(candidate)) {
                return new ExternalProgram(candidate);
            }
        }
        String message = "program missing: " + name + " (Debian package dcmtk); nothing is compared with it";
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(message);
        }
        System.err.println("WARNING, TEST SKIPPED: " + message);
        return Assumptions.abort(message);
    }

    /** Runs it to its end and returns how it ended, with all that it printed. */
    public Result run(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIME_OUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Assertions.fail(command + " does not end");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
