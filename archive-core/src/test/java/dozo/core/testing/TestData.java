package dozo.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The shared folder of DICOM files, {@code ../shared/testdata} beside the project, or where the environment variable
 * {@code DOZO_TESTDATA} says. Where it is missing the asking test is skipped with a warning, but fails when
 * {@code CI=true}.
 */
public final class TestData {

    private static final Path ROOT = find();

    private TestData() {}

    /** The folder; skips or fails the calling test when there is none. */
    public static Path root() {
        if (ROOT == null) {
            String message = "DICOM test data missing: no shared/testdata beside the project, DOZO_TESTDATA not set";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            System.err.println("WARNING, TEST SKIPPED: " + message);
            Assumptions.abort(message);
        }
        return ROOT;
    }

    /** One file by its path in the folder, such as {@code ts/ct12_explicit_le.dcm}. */
    public static Path file(String path) {
        return root().resolve(path);
    }

    /** Every file that {@code EXPECTED.jsonl} describes, in its order: all but those of {@code dicomdir/}. */
    public static List<TestFile> files() {
        Path root = root();
        Map<String, String> remarks = remarks(root);
        ObjectMapper json = new ObjectMapper();
        List<TestFile> files = new ArrayList<>();
        for (String line : lines(root.resolve("EXPECTED.jsonl"))) {
            try {
                JsonNode expected = json.readTree(line);
                String path = expected.get("file").asText();
                files.add(new TestFile(root.resolve(path), path, remarks.getOrDefault(path, ""), expected));
            } catch (IOException e) {
                throw new UncheckedIOException("EXPECTED.jsonl", e);
            }
        }
        return files;
    }

    /** Those of {@link #files()} that an archive must store: their policy is {@code accept}. */
    public static List<TestFile> wellFormed() {
        return files().stream().filter(TestFile::mustBeAccepted).toList();
    }

    /** Every file of the index, {@code dicomdir/} included, by path. */
    public static List<Path> all() {
        Path root = root();
        return remarks(root).keySet().stream().map(root::resolve).toList();
    }

    private static Map<String, String> remarks(Path root) {
        Map<String, String> remarks = new TreeMap<>();
        List<String> lines = lines(root.resolve("INDEX.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            remarks.put(columns[0], columns[7]);
        }
        return remarks;
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path find() {
        String configured = System.getenv("DOZO_TESTDATA");
        if (configured != null) {
            return Path.of(configured);
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path candidate = up.resolve("shared/testdata");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
