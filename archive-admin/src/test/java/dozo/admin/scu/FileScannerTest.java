package dozo.admin.scu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScannerTest {

    @TempDir
    Path directory;

    private final List<Long> counted = new ArrayList<>();

    @Test
    void takesAsManyFilesOfAllRootsAsItsBound() throws Exception {
        Path second = image("first/sub/b.dcm");
        Path first = image("first/a.dcm");
        Path other = Files.writeString(directory.resolve("first/notes.txt"), "no image");
        Path third = image("second/c.dcm");

        FileScan scan = scan(4);

        assertEquals(
                List.of(first, second, third),
                scan.instances().stream().map(InstanceFile::path).toList());
        assertEquals(List.of(other), scan.skipped());
        assertEquals(List.of(1L, 2L, 3L, 4L), counted);
    }

    @Test
    void refusesOneFileMoreAsWhatItsCallerMustName() throws Exception {
        image("first/a.dcm");
        image("first/b.dcm");
        image("second/c.dcm");

        for (int bound : List.of(1, 2)) {
            OperatingFailure refused = refused(bound);
            assertEquals(2, refused.code().category().exitCode());
            assertTrue(refused.getMessage().contains("more than " + bound + " files"), refused::getMessage);
        }
        assertEquals(3, scan(3).instances().size());
    }

    @Test
    void refusesRootsThatHoldNoInstance() throws Exception {
        Files.createDirectory(directory.resolve("first"));
        Files.writeString(Files.createDirectory(directory.resolve("second")).resolve("notes.txt"), "no image");

        OperatingFailure refused = refused(10);

        assertEquals(2, refused.code().category().exitCode());
        assertTrue(refused.getMessage().contains("only other files (1)"), refused::getMessage);
    }

    @Test
    void refusesARootThatIsMissing() throws Exception {
        image("first/a.dcm");

        OperatingFailure refused = refused(10);

        assertEquals(2, refused.code().category().exitCode());
        assertTrue(refused.getMessage().contains("Cannot read " + directory.resolve("second")), refused::getMessage);
    }

    private OperatingFailure refused(int bound) {
        return assertThrows(OperatingFailure.class, () -> scan(bound));
    }

    private FileScan scan(int bound) throws OperatingFailure {
        return new FileScanner(bound)
                .scan(List.of(directory.resolve("first"), directory.resolve("second")), counted::add);
    }

    private Path image(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, Instances.ct().file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }
}
