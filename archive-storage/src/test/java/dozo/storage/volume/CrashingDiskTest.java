package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The test's own tool is tested too: a power cut that loses nothing would prove nothing. */
class CrashingDiskTest extends DiskContract {

    @Override
    Disk disk(Path directory) {
        return new CrashingDisk(directory);
    }

    @Test
    void keepsWhatWasForcedWithItsDirectory() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            CrashingDisk disk = new CrashingDisk(root);
            String name = "kept" + seed;
            try (DiskFile file = disk.create(name)) {
                file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                file.force();
            }
            disk.forceDirectory("");
            disk.crash(new Random(seed));
            assertEquals(3, Files.size(root.resolve(name)));
        }
    }

    @Test
    void mayLoseAFileWhoseDirectoryWasNotForced() {
        assertTrue(IntStream.range(0, 50).anyMatch(seed -> {
            try {
                CrashingDisk disk = new CrashingDisk(root);
                try (DiskFile file = disk.create("entry" + seed)) {
                    file.force();
                }
                disk.crash(new Random(seed));
                return !Files.exists(root.resolve("entry" + seed));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void mayLoseBytesThatWereNotForced() {
        assertTrue(IntStream.range(0, 50).anyMatch(seed -> {
            try {
                CrashingDisk disk = new CrashingDisk(root);
                try (DiskFile file = disk.create("bytes" + seed)) {
                    file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                }
                disk.forceDirectory("");
                disk.crash(new Random(seed));
                byte[] left = Files.readAllBytes(root.resolve("bytes" + seed));
                return left.length < 3 || left[2] == 0;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void doesNothingOnceThePowerIsCut() throws IOException {
        CrashingDisk disk = new CrashingDisk(root).cutPowerAt(2);
        disk.createDirectory("done");
        assertThrows(IOException.class, () -> disk.createDirectory("cut"));
        assertThrows(IOException.class, () -> disk.createDirectory("later"));
        assertTrue(Files.exists(root.resolve("done")));
        assertFalse(Files.exists(root.resolve("cut")));
    }
}
