package dozo.core.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream with a short look-ahead, so that a header can be judged before it is taken. Not thread-safe; closes nothing. */
final class ByteSource {

    private static final int BUFFER_BYTES = 8192;

    /** More than anybody looks ahead. */
    private static final int BUFFER_BYTES_MIN = 64;

    /** Long values are passed in blocks of this size where they cannot be moved, since another stream below may copy them to a disk. */
    private static final int SKIP_BYTES = 64 << 10;

    private final InputStream in;
    private final byte[] buffer;
    private int start;
    private int end;
    private long position;

    ByteSource(InputStream in) {
        this(in, BUFFER_BYTES);
    }

    /** @param bytes how many there are at most, if few: no more room is taken than they need */
    ByteSource(InputStream in, int bytes) {
        this.in = in;
        this.buffer = new byte[Math.min(BUFFER_BYTES, Math.max(BUFFER_BYTES_MIN, bytes))];
    }

    /** Bytes taken so far. */
    long position() {
        return position;
    }

    /** How many of the {@code wanted} bytes (at most the buffer) can be looked at; fewer only before the end. */
    int lookAhead(int wanted) throws IOException {
        if (end - start < wanted && start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        while (end - start < wanted) {
            int n = in.read(buffer, end, buffer.length - end);
            if (n < 0) {
                break;
            }
            end += n;
        }
        return Math.min(wanted, end - start);
    }

    /** A byte that was looked ahead to, unsigned. */
    int byteAt(int index) {
        return buffer[start + index] & 0xFF;
    }

    int shortAt(int index, boolean bigEndian) {
        return bigEndian ? byteAt(index) << 8 | byteAt(index + 1) : byteAt(index) | byteAt(index + 1) << 8;
    }

    int intAt(int index, boolean bigEndian) {
        int first = shortAt(index, bigEndian);
        int second = shortAt(index + 2, bigEndian);
        return bigEndian ? first << 16 | second : first | second << 16;
    }

    /** A tag: group, then element, each in the byte order. */
    int tagAt(int index, boolean bigEndian) {
        return shortAt(index, bigEndian) << 16 | shortAt(index + 2, bigEndian);
    }

    /** Takes bytes that were looked ahead to. */
    void take(int count) {
        start += count;
        position += count;
    }

    /** Reads up to {@code length} bytes; fewer only before the end, where it returns 0. */
    int read(byte[] target, int offset, int length) throws IOException {
        int done = Math.min(length, end - start);
        System.arraycopy(buffer, start, target, offset, done);
        start += done;
        while (done < length) {
            int n = in.read(target, offset + done, length - done);
            if (n < 0) {
                break;
            }
            done += n;
        }
        position += done;
        return done;
    }

    /** Moves on by {@code count} bytes and returns by how many; fewer only before the end. */
    long skip(long count) throws IOException {
        long done = Math.min(count, end - start);
        start += (int) done;
        if (done < count) {
            start = 0;
            end = 0;
            done += in instanceof MovableInput movable ? moveOn(movable, count - done) : readOn(count - done);
        }
        position += done;
        return done;
    }

    private static long moveOn(MovableInput in, long count) throws IOException {
        long done = 0;
        long n = 0;
        while (done < count && n >= 0) {
            n = in.moveTo(OutputStream.nullOutputStream(), count - done);
            done += Math.max(n, 0);
        }
        return done;
    }

    private long readOn(long count) throws IOException {
        byte[] block = count > BUFFER_BYTES ? new byte[SKIP_BYTES] : buffer;
        long done = 0;
        int n = 0;
        while (done < count && n >= 0) {
            n = in.read(block, 0, (int) Math.min(block.length, count - done));
            done += Math.max(n, 0);
        }
        return done;
    }

    /** What has not been taken yet, as a stream; closing it closes nothing. */
    InputStream remaining() {
        return new InputStream() {
            private final byte[] one = new byte[1];

            @Override
            public int read() throws IOException {
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                int buffered = Math.min(length, end - start);
                if (buffered > 0) {
                    return ByteSource.this.read(target, offset, buffered);
                }
                int n = in.read(target, offset, length);
                position += Math.max(n, 0);
                return n;
            }
        };
    }
}
