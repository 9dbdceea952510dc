package dozo.core.encoding;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes a value of known length in little endian and writes it in the target's byte order. {@link #close()} pads it and
 * proves that it was complete; the stream below stays open. Not thread-safe.
 */
final class ValueOutput extends OutputStream {

    private final OutputStream out;
    private final int swapUnit;
    private final byte padding;
    private final byte[] unit;
    private final long length;
    private long written;

    ValueOutput(OutputStream out, long length, int swapUnit, byte padding) {
        this.out = out;
        this.length = length;
        this.swapUnit = swapUnit;
        this.padding = padding;
        this.unit = new byte[swapUnit];
    }

    @Override
    public void write(int b) throws IOException {
        if (written == length) {
            throw DecodingException.malformed("more pixel data than the attributes say");
        }
        put((byte) b);
    }

    private void put(byte b) throws IOException {
        unit[(int) (written % swapUnit)] = b;
        written++;
        if (written % swapUnit == 0) {
            ByteOrderSwap.swap(unit, 0, swapUnit, swapUnit);
            out.write(unit);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (swapUnit > 1) {
            for (int i = 0; i < count; i++) {
                write(bytes[offset + i]);
            }
            return;
        }
        if (count > length - written) {
            throw DecodingException.malformed("more pixel data than the attributes say");
        }
        out.write(bytes, offset, count);
        written += count;
    }

    @Override
    public void close() throws IOException {
        if (written < length) {
            throw DecodingException.malformed("less pixel data than the attributes say");
        }
        if ((length & 1) != 0) {
            put(padding);
        }
        out.write(unit, 0, (int) (written % swapUnit));
    }
}
