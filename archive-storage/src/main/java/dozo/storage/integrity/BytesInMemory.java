package dozo.storage.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * An object in memory that is lent: the very bytes that were tested are handed out. When closed its streams end with an
 * error, for the memory is then another object's. One thread fills it; afterwards one thread at a time reads it, any closes it.
 */
final class BytesInMemory implements TestedBytes {

    private final ObjectMemory lender;
    private final byte[][] segments;
    private final int length;
    private volatile boolean closed;

    BytesInMemory(ObjectMemory lender, byte[][] segments, int length) {
        this.lender = lender;
        this.segments = segments;
        this.length = length;
    }

    /** Reads the whole object and tests it on the way. @return whether it passed; never when the channel ends before */
    boolean fill(ReadableByteChannel channel, BytesTest test) throws IOException {
        int left = length;
        for (byte[] segment : segments) {
            ByteBuffer buffer = ByteBuffer.wrap(segment, 0, Math.min(left, segment.length));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // a short file leaves room, and then the test fails
            }
            test.update(segment, 0, buffer.position());
            left -= buffer.position();
        }
        return test.passes();
    }

    @Override
    public InputStream rewind() {
        return new Segments();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lender.giveBack(segments);
        }
    }

    private final class Segments extends InputStream {

        private int position;

        @Override
        public int read() throws IOException {
            requireOpen();
            if (position == length) {
                return -1;
            }
            int next = segment()[offset()] & 0xFF;
            position++;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            requireOpen();
            int step = Math.min(count, run());
            if (step == 0) {
                return count == 0 ? 0 : -1;
            }
            System.arraycopy(segment(), offset(), target, offset, step);
            position += step;
            return step;
        }

        @Override
        public long skip(long count) throws IOException {
            requireOpen();
            long step = Math.max(0, Math.min(count, length - position));
            position += (int) step;
            return step;
        }

        @Override
        public int available() throws IOException {
            requireOpen();
            return length - position;
        }

        /** Hands the segments themselves over. */
        @Override
        public long transferTo(OutputStream out) throws IOException {
            int from = position;
            while (position < length) {
                requireOpen();
                int step = run();
                out.write(segment(), offset(), step);
                position += step;
            }
            return (long) position - from;
        }

        private byte[] segment() {
            return segments[position / ObjectMemory.SEGMENT_BYTES];
        }

        private int offset() {
            return position % ObjectMemory.SEGMENT_BYTES;
        }

        /** How many bytes follow in the same segment. */
        private int run() {
            return Math.min(length - position, ObjectMemory.SEGMENT_BYTES - offset());
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new IOException("the object was closed");
            }
        }
    }
}
