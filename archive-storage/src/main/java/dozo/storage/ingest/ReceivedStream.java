package dozo.storage.ingest;

import dozo.storage.volume.ObjectDraft;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A data set on its way from the sender: every byte that is read from here has been written to the draft, and taken into
 * its digest, before. Failures of the draft and of the sender stay apart by their types. Not thread-safe.
 */
final class ReceivedStream extends InputStream {

    private static final int BLOCK_BYTES = 128 * 1024;

    private final InputStream source;
    private final OutputStream copy;
    private long bytes;

    ReceivedStream(InputStream source, ObjectDraft draft) {
        this.source = source;
        this.copy = draft.output();
    }

    /** How many bytes have arrived. */
    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = source.read(target, offset, length);
        if (count > 0) {
            copy.write(target, offset, count);
            bytes += count;
        }
        return count;
    }

    /** Moves everything that is left from the sender to the draft, in blocks that are filled before they are written. */
    void drain() throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        int count = source.readNBytes(block, 0, block.length);
        while (count > 0) {
            copy.write(block, 0, count);
            bytes += count;
            count = source.readNBytes(block, 0, block.length);
        }
    }
}
