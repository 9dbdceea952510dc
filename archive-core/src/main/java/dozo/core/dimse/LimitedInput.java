package dozo.core.dimse;

import dozo.core.encoding.DecodingException;
import dozo.core.value.ByteSize;
import java.io.IOException;
import java.io.InputStream;

/** A data set that its reader finds too long from a certain byte on. Not thread-safe. */
final class LimitedInput extends InputStream {

    private final InputStream in;
    private final ByteSize limit;
    private long leftBytes;

    LimitedInput(InputStream in, ByteSize limit) {
        this.in = in;
        this.limit = limit;
        this.leftBytes = limit.bytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        leftBytes -= Math.max(count, 0);
        if (leftBytes < 0) {
            throw new DecodingException(
                    DecodingException.Reason.LIMIT_EXCEEDED, "a data set of more than " + limit + " to be read whole");
        }
        return count;
    }
}
