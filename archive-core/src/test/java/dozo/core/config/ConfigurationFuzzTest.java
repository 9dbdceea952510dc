package dozo.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Neighbours;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the configuration file are a configuration, or a list of problems, and the same each time. */
class ConfigurationFuzzTest {

    @TempDir
    static Path directory;

    static Stream<byte[]> files() throws IOException {
        return Stream.of(
                        Files.readString(SampleConfiguration.FILE),
                        SampleConfiguration.withExamples(),
                        "dicom { port = ${x}, tls = null }, x = 1, ae = [{ title = \"A B\" }], query.time-out = 5 m",
                        "data-directory = /a\nstorage.high-water = \"90%\"\nstorage.low-water = \"95%\"")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("files")
    @FuzzTest
    void readsOrTellsTheProblems(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("dozo.conf"), bytes);
        InputBudget.spend(() -> assertEquals(read(file), read(file)));
    }

    /** Of the short ones: thousands of whole configurations would take too long. */
    @Test
    void bearsWhatLiesBesideItsSeeds() throws IOException {
        Neighbours.of(files().filter(file -> file.length < 200), this::readsOrTellsTheProblems);
    }

    /** The configuration or the problems, as text. */
    private static String read(Path file) {
        try {
            return ConfigurationFile.read(file).toString();
        } catch (ConfigurationInvalid e) {
            assertFalse(e.problems().isEmpty());
            return e.getMessage();
        }
    }
}
