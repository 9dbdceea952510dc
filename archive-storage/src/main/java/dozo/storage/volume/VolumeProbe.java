package dozo.storage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Finds out whether a volume that refused writes, or had no space for one, takes them again. */
final class VolumeProbe {

    private VolumeProbe() {}

    /** As much as an ordinary image needs. */
    private static final int ROOM_BYTES = 1 << 20;

    static void write(Disk disk) throws IOException {
        write(disk, 0);
    }

    static void writeImage(Disk disk) throws IOException {
        write(disk, ROOM_BYTES);
    }

    private static void write(Disk disk, int bytes) throws IOException {
        String name = AdministrativeState.DIRECTORY + "/probe-" + UUID.randomUUID();
        try (DiskFile file = disk.create(name)) {
            if (bytes > 0) {
                file.write(ByteBuffer.allocate(bytes));
                file.force();
            }
        } finally {
            disk.delete(name);
        }
    }
}
