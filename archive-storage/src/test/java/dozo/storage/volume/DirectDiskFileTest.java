package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written past the system's cache hold what was written, to the byte; where that is not possible nothing differs. */
class DirectDiskFileTest {

    private static final String NAME = "objects/object.dcm";

    @TempDir
    Path root;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectory(root.resolve("objects"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                511,
                4095,
                4096,
                4097,
                65_537,
                WriteBuffers.LARGE_BYTES,
                WriteBuffers.LARGE_BYTES + 1,
                3_000_001
            })
    void holdsTheBytesOfAnyLengthFromTheHeap(int length) throws IOException {
        byte[] bytes = bytes(length);
        try (DiskFile file = new NioDisk(root).create(NAME)) {
            file.write(ByteBuffer.wrap(bytes));
            file.force();
        }
        assertArrayEquals(bytes, Files.readAllBytes(root.resolve(NAME)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 4096, 100_000})
    void holdsTheBytesOfALentBufferAsTheyAre(int length) throws IOException {
        byte[] bytes = bytes(length);
        ByteBuffer lent = WriteBuffers.shared().take();
        try (DiskFile file = new NioDisk(root).create(NAME)) {
            lent.put(bytes(WriteBuffers.SMALL_BYTES)).clear();
            file.write(lent.put(bytes).flip());
        } finally {
            WriteBuffers.shared().giveBack(lent);
        }
        assertArrayEquals(bytes, Files.readAllBytes(root.resolve(NAME)));
    }

    @Test
    void writesNothingBehindALastBlockThatIsNotWhole() throws IOException {
        Path other = root.resolve("other");
        try (var channel = FileChannel.open(other, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                DiskFile file = new DirectDiskFile(channel, new NioDisk(root))) {
            file.write(ByteBuffer.wrap(bytes(5)));
            assertThrows(IllegalStateException.class, () -> file.write(ByteBuffer.wrap(bytes(1))));
        }
        assertArrayEquals(bytes(5), Files.readAllBytes(other));
    }

    @Test
    void lendsSmallBuffersWhenTheLargeOnesAreOut() {
        var lent = new ArrayList<ByteBuffer>();
        try {
            while (lent.isEmpty() || lent.get(lent.size() - 1).capacity() == WriteBuffers.LARGE_BYTES) {
                lent.add(WriteBuffers.shared().take());
            }
            assertTrue(lent.size() < 100);
            assertEquals(WriteBuffers.SMALL_BYTES, lent.get(lent.size() - 1).capacity());
        } finally {
            lent.forEach(WriteBuffers.shared()::giveBack);
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
