package dozo.storage.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file being written behind its end, by one thread at a time. */
public interface DiskFile extends Closeable {

    /**
     * Writes all that remains in the buffer.
     *
     * @throws DiskFullException when there is no space; some bytes may have been written
     * @throws DiskReadOnlyException when the file system takes no writes any more
     */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes what was written survive a power cut, provided that the directory was forced after the creation. */
    void force() throws IOException;
}
