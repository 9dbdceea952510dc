package dozo.admin.crash;

import dozo.storage.volume.DiskFile;
import dozo.storage.volume.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file on a disk with little room: when that is used up it takes a part, and then says so. */
record RoomyFile(DiskFile file, Room room) implements DiskFile {

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int wanted = bytes.remaining();
        int taken = (int) room.take(wanted);
        if (taken == wanted) {
            file.write(bytes); // the same buffer, which may be one that the disk takes without copying
            return;
        }
        file.write(bytes.slice().limit(taken));
        bytes.position(bytes.position() + taken);
        throw new DiskFullException(new IOException("no room left, as the test wants it"));
    }

    @Override
    public void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
