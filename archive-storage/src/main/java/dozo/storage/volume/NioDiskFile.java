package dozo.storage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of {@link NioDisk} being written. */
class NioDiskFile implements DiskFile {

    private final FileChannel channel;
    private final NioDisk disk;

    NioDiskFile(FileChannel channel, NioDisk disk) {
        this.channel = channel;
        this.disk = disk;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw disk.explain(e);
        }
    }

    @Override
    public void force() throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw disk.explain(e);
        }
    }

    @Override
    public void close() throws IOException {
        // A network file system may report a failed write only here.
        try {
            channel.close();
        } catch (IOException e) {
            throw disk.explain(e);
        }
    }
}
