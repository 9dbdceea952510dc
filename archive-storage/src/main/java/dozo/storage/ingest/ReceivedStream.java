package dozo.storage.ingest;

import dozo.core.encoding.MovableInput;
import dozo.storage.volume.ObjectDraft;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A data set on its way from the sender: every byte that is read from here has been written to the draft, and taken into
 * its digest, before. What nobody looks at goes there straight from where the sender's bytes arrived. Failures of the draft and
 * of the sender stay apart by their types. Not thread-safe.
 */
final class ReceivedStream extends InputStream implements MovableInput {

    /** What is moved at a time from a source that cannot do it by itself. */
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

    @Override
    public long moveTo(OutputStream target, long count) throws IOException {
        OutputStream both = new Both(target);
        long moved = source instanceof MovableInput movable ? movable.moveTo(both, count) : move(both, count);
        bytes += Math.max(moved, 0);
        return moved;
    }

    private int move(OutputStream target, long count) throws IOException {
        byte[] block = new byte[(int) Math.min(count, BLOCK_BYTES)];
        int read = source.read(block, 0, block.length);
        target.write(block, 0, Math.max(read, 0));
        return read;
    }

    /** Moves everything that is left from the sender to the draft. */
    void drain() throws IOException {
        long moved = 0;
        while (moved >= 0) {
            moved = moveTo(OutputStream.nullOutputStream(), Long.MAX_VALUE);
        }
    }

    /** Writes to the draft first. */
    private final class Both extends OutputStream {

        private final OutputStream target;

        Both(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            copy.write(b);
            target.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            copy.write(from, offset, length);
            target.write(from, offset, length);
        }
    }
}
