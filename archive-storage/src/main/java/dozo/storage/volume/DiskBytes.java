package dozo.storage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Small files, read and written as a whole. */
final class DiskBytes {

    private DiskBytes() {}

    /** @throws IOException when the file is longer than {@code maxBytes} */
    static byte[] read(Disk disk, String name, int maxBytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(maxBytes + 1);
        try (SeekableByteChannel file = disk.open(name)) {
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {
                // until the end or one byte too many
            }
        }
        if (buffer.position() > maxBytes) {
            throw new IOException("it is longer than " + maxBytes + " bytes");
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Creates the file, forces it, then its directory. */
    static void create(Disk disk, String directory, String file, byte[] content) throws IOException {
        try (DiskFile created = disk.create(directory.isEmpty() ? file : directory + "/" + file)) {
            created.write(ByteBuffer.wrap(content));
            created.force();
        }
        disk.forceDirectory(directory);
    }
}
