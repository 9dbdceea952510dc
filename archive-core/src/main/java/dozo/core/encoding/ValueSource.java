package dozo.core.encoding;

import dozo.core.dataset.Tag;
import dozo.core.value.Count;
import java.io.IOException;
import java.util.Arrays;

/** The value of one element or fragment on its way through, numbers turned into little endian. Not thread-safe. */
final class ValueSource {

    private static final int FIRST_BYTES = 64 << 10;

    private final ByteSource source;
    private final int tag;
    private final int swapUnitBytes;
    private final long length;
    private long left;

    ValueSource(ByteSource source, int tag, long length, int swapUnitBytes) {
        this.source = source;
        this.tag = tag;
        this.length = length;
        this.left = length;
        this.swapUnitBytes = swapUnitBytes;
    }

    /** The length in bytes that the header claims. */
    long length() {
        return length;
    }

    long left() {
        return left;
    }

    /**
     * Fills the buffer from its start and returns how much of it: all of it, or what is left of the value. The buffer's
     * length must be a multiple of 8, so that no number is cut.
     *
     * @throws DecodingException when the data set ends first
     */
    int fill(byte[] buffer) throws IOException {
        int count = (int) Math.min(buffer.length, left);
        readExactly(buffer, 0, count);
        ByteOrderSwap.swap(buffer, 0, count, swapUnitBytes);
        return count;
    }

    /** The whole value; memory grows only as bytes arrive. */
    byte[] readAll() throws IOException {
        byte[] value = new byte[(int) Math.min(left, FIRST_BYTES)];
        int size = 0;
        while (left > 0) {
            if (size == value.length) {
                value = Arrays.copyOf(value, (int) Math.min(size + left, Math.multiplyExact(size, 2L)));
            }
            int count = (int) Math.min(value.length - size, left);
            readExactly(value, size, count);
            size += count;
        }
        ByteOrderSwap.swap(value, 0, size, swapUnitBytes);
        return value;
    }

    /** Moves past what is left. */
    void skip() throws IOException {
        long skipped = source.skip(left);
        left -= skipped;
        if (left > 0) {
            throw truncated();
        }
    }

    private void readExactly(byte[] target, int offset, int count) throws IOException {
        int read = source.read(target, offset, count);
        left -= read;
        if (read < count) {
            throw truncated();
        }
    }

    private DecodingException truncated() {
        return DecodingException.truncated("the data set ends inside the value of " + Tag.toString(tag) + ", "
                + Count.of(left, "byte") + " before its end");
    }
}
