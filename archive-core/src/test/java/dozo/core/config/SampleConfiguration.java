package dozo.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The sample configuration that is shipped, and the same with its examples switched on. */
final class SampleConfiguration {

    static final Path FILE = Path.of("..", "conf", "dozo.conf");

    private SampleConfiguration() {}

    /** The sample with every example in force: a {@code #} before anything but a space is taken away. */
    static String withExamples() throws IOException {
        return Files.readString(FILE)
                .lines()
                .map(line -> line.replaceFirst("^#(?=(?:\\S| {2,}\\S))", ""))
                .collect(Collectors.joining("\n"));
    }
}
