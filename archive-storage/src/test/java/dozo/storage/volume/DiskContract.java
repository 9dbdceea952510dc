package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Disk} does; each implementation's test extends it. */
abstract class DiskContract {

    @TempDir
    Path root;

    private Disk disk;

    abstract Disk disk(Path directory);

    @BeforeEach
    void makeDisk() {
        disk = disk(root);
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        create("a", "one ", "two");
        assertArrayEquals("one two".getBytes(StandardCharsets.US_ASCII), DiskBytes.read(disk, "a", 100));
    }

    @Test
    void createsAFileOnceOnly() throws IOException {
        create("a", "first");
        assertThrows(FileAlreadyExistsException.class, () -> disk.create("a"));
        assertArrayEquals("first".getBytes(StandardCharsets.US_ASCII), DiskBytes.read(disk, "a", 100));
    }

    @Test
    void knowsAFileFromAnotherAndFromWhatItBecame() throws IOException {
        create("a", "one");
        create("b", "one");
        FileStamp before = disk.stamp("a");
        assertEquals(before, disk.stamp("a"));
        assertNotEquals(before, disk.stamp("b"));
        Files.writeString(root.resolve("a"), "four");
        assertNotEquals(before, disk.stamp("a"));
        assertThrows(NoSuchFileException.class, () -> disk.stamp("missing"));
    }

    @Test
    void createsNoDirectoryOnTheWayToAFile() {
        assertThrows(NoSuchFileException.class, () -> disk.create("missing/a"));
        assertThrows(NoSuchFileException.class, () -> disk.createDirectory("missing/below"));
    }

    @Test
    void createsADirectoryOnceOnly() throws IOException {
        disk.createDirectory("d");
        assertThrows(FileAlreadyExistsException.class, () -> disk.createDirectory("d"));
    }

    @Test
    void listsNamesInOrder() throws IOException {
        create("b", "");
        create("a", "");
        disk.createDirectory("c");
        assertEquals(List.of("a", "b", "c"), disk.list(""));
        assertEquals(List.of(), disk.list("c"));
        assertThrows(NoSuchFileException.class, () -> disk.list("missing"));
    }

    @Test
    void forcesDirectoriesThatAreThere() throws IOException {
        disk.createDirectory("d");
        disk.forceDirectory("d");
        disk.forceDirectory("");
        assertThrows(NoSuchFileException.class, () -> disk.forceDirectory("missing"));
    }

    @Test
    void opensNothingThatIsNotThere() {
        assertThrows(NoSuchFileException.class, () -> disk.open("missing"));
    }

    @Test
    void appendsBehindTheEndOfAJournal() throws IOException {
        disk.createDirectory("journal");
        create("journal/j", "one ");
        try (DiskFile file = disk.append("journal/j")) {
            file.write(ByteBuffer.wrap("two".getBytes(StandardCharsets.US_ASCII)));
            file.force();
        }
        assertEquals(7, disk.stamp("journal/j").sizeBytes());
        assertArrayEquals("one two".getBytes(StandardCharsets.US_ASCII), DiskBytes.read(disk, "journal/j", 100));
    }

    /** INV-2: no code path opens a stored object for writing. */
    @Test
    void appendsToNothingButJournals() throws IOException {
        disk.createDirectory("objects");
        create("objects/o", "object");
        assertThrows(IllegalArgumentException.class, () -> disk.append("objects/o"));
    }

    @Test
    void deletesAFileAndDoesNotMindThatItIsGone() throws IOException {
        create("a", "");
        disk.delete("a");
        disk.delete("a");
        assertEquals(List.of(), disk.list(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../a", "d/../../a", "d//a", "./a", "a/", "a\0b"})
    void reachesNothingOutsideTheVolume(String name) {
        assertThrows(IllegalArgumentException.class, () -> disk.open(name));
        assertThrows(IllegalArgumentException.class, () -> disk.create(name));
        assertThrows(IllegalArgumentException.class, () -> disk.delete(name));
    }

    @Test
    void tellsItsUsageAndFailsWhenItsRootIsGone() throws IOException {
        VolumeUsage usage = disk.usage();
        assertTrue(usage.total().bytes() > 0);
        assertTrue(usage.free().compareTo(usage.total()) <= 0);
        assertThrows(
                NoSuchFileException.class, () -> disk(root.resolve("missing")).usage());
    }

    private void create(String name, String... parts) throws IOException {
        try (DiskFile file = disk.create(name)) {
            for (String part : parts) {
                file.write(ByteBuffer.wrap(part.getBytes(StandardCharsets.US_ASCII)));
            }
            file.force();
        }
    }
}
