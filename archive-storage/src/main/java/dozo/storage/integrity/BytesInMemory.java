package dozo.storage.integrity;

import dozo.core.encoding.BufferOutput;
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
    private final ByteBuffer[] segments;
    private final int length;
    private volatile boolean closed;

    BytesInMemory(ObjectMemory lender, ByteBuffer[] segments, int length) {
        this.lender = lender;
        this.segments = segments;
        this.length = length;
    }

    /** Reads the whole object and tests it on the way. @return whether it passed; never when the channel ends before */
    boolean fill(ReadableByteChannel channel, BytesTest test) throws IOException {
        int left = length;
        for (ByteBuffer segment : segments) {
            segment.clear().limit(Math.min(left, segment.capacity()));
            while (segment.hasRemaining() && channel.read(segment) >= 0) {
                // a short file leaves room, and then the test fails
            }
            left -= segment.position();
            test.update(segment.flip());
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
            int next = segment().get(offset()) & 0xFF;
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
            segment().get(offset(), target, offset, step);
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

        /** Hands the segments themselves over to who can take them. */
        @Override
        public long transferTo(OutputStream out) throws IOException {
            if (!(out instanceof BufferOutput target)) {
                return super.transferTo(out);
            }
            int from = position;
            while (position < length) {
                requireOpen();
                int step = run();
                target.write(segment().slice(offset(), step));
                position += step;
            }
            return (long) position - from;
        }

        private ByteBuffer segment() {
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
