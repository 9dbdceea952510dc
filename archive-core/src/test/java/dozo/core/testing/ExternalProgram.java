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
 * A program of others that results are compared with, such as DCMTK's {@code dcmconv}. Where it is not installed the asking
 * test is skipped with a warning, but fails when {@code CI=true}; {@code tools/prerequisites tests} installs all of them.
 */
public final class ExternalProgram {

    private static final int TIME_OUT_SECONDS = 120;

    /** Where Debian puts servers, which is not on everybody's path. */
    private static final String SERVERS = "/usr/sbin";

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
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + SERVERS;
        for (String folder : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder, name);
            if (Files.isExecutable(candidate)) {
                return new ExternalProgram(candidate);
            }
        }
        return missing("program " + name);
    }

    /** Skips the calling test, or fails it when {@code CI=true}, since {@code what} is not installed. */
    public static <T> T missing(String what) {
        String message = what + " is missing (see tools/prerequisites); nothing is compared with it";
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(message);
        }
        System.err.println("WARNING, TEST SKIPPED: " + message);
        return Assumptions.abort(message);
    }

    /** Starts one that goes on, such as a server; the caller ends it. What it prints goes into {@code output}. */
    public Process start(Path output, Object... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private List<String> command(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Runs it to its end and returns how it ended, with all that it printed. */
    public Result run(Object... arguments) {
        List<String> command = command(arguments);
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
