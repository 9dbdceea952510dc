package dozo.storage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file of {@link NioDisk} that is written past the system's cache, which takes whole blocks only: the last one is filled up
 * with zeroes, and the file cut to its length before it is forced. So only the last write may be of any length.
 */
final class DirectDiskFile extends NioDiskFile {

    private static final byte[] ZEROES = new byte[NioDisk.BLOCK_BYTES];

    private final FileChannel channel;
    private final NioDisk disk;
    private long bytes;

    DirectDiskFile(FileChannel channel, NioDisk disk) {
        super(channel, disk);
        this.channel = channel;
        this.disk = disk;
    }

    /**
     * Fastest with a buffer outside the heap that begins on a block and has room behind its limit up to the next; any other
     * is copied.
     *
     * @throws IllegalStateException behind a write that was not of whole blocks
     */
    @Override
    public void write(ByteBuffer buffer) throws IOException {
        if (bytes % NioDisk.BLOCK_BYTES != 0 && buffer.hasRemaining()) {
            throw new IllegalStateException("behind the last block of an object nothing is written");
        }
        if (isReady(buffer)) {
            writeBlocks(buffer);
        } else {
            copy(buffer);
        }
    }

    private static boolean isReady(ByteBuffer buffer) {
        return buffer.isDirect()
                && buffer.alignmentOffset(buffer.position(), NioDisk.BLOCK_BYTES) == 0
                && buffer.capacity() - buffer.limit() >= padding(buffer.remaining());
    }

    private void copy(ByteBuffer buffer) throws IOException {
        ByteBuffer blocks = WriteBuffers.shared().take();
        try {
            while (buffer.hasRemaining()) {
                int count = Math.min(blocks.clear().remaining(), buffer.remaining());
                blocks.put(buffer.slice(buffer.position(), count)).flip();
                writeBlocks(blocks);
                buffer.position(buffer.position() + count);
            }
        } finally {
            WriteBuffers.shared().giveBack(blocks);
        }
    }

    private void writeBlocks(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        int padding = padding(length);
        int end = buffer.limit();
        ByteBuffer blocks = buffer.duplicate().limit(end + padding);
        blocks.put(end, ZEROES, 0, padding);
        super.write(blocks);
        buffer.position(end);
        bytes += length;
        if (padding > 0) {
            cut();
        }
    }

    /** How many bytes fill up the last block. */
    private static int padding(int length) {
        return -length & (NioDisk.BLOCK_BYTES - 1);
    }

    private void cut() throws IOException {
        try {
            channel.truncate(bytes);
        } catch (IOException e) {
            throw disk.explain(e);
        }
    }
}
