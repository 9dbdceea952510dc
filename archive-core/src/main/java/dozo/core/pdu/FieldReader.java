package dozo.core.pdu;

import dozo.core.value.Uid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the fields of a PDU in order, big endian (PS3.8 section 9.3.1), and never beyond its end. Not thread-safe.
 */
public final class FieldReader {

    private final byte[] buffer;
    private final int end;
    private int position;

    /** Over {@code length} bytes of {@code buffer} from {@code offset}; the bytes are not copied. */
    public FieldReader(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
    }

    public int remaining() {
        return end - position;
    }

    int u8() throws PduException {
        return Byte.toUnsignedInt(buffer[take(1)]);
    }

    int u16() throws PduException {
        int at = take(2);
        return Byte.toUnsignedInt(buffer[at]) << 8 | Byte.toUnsignedInt(buffer[at + 1]);
    }

    long u32() throws PduException {
        return (long) u16() << 16 | u16();
    }

    void skip(int length) throws PduException {
        take(length);
    }

    Octets octets(int length) throws PduException {
        int at = take(length);
        return Octets.of(Arrays.copyOfRange(buffer, at, at + length));
    }

    /** Text of the default repertoire without the padding that the field knows: spaces, in practice also zero bytes. */
    String text(int length) throws PduException {
        int at = take(length);
        int from = at;
        int to = at + length;
        while (to > from && isPadding(buffer[to - 1])) {
            to--;
        }
        while (from < to && isPadding(buffer[from])) {
            from++;
        }
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** A UID, or empty when the text there is none. */
    Optional<Uid> uid(int length) throws PduException {
        return Uid.parse(text(length));
    }

    /** A reader of the next {@code length} bytes, which this one skips. */
    FieldReader part(int length) throws PduException {
        return new FieldReader(buffer, take(length), length);
    }

    /** Copies up to {@code length} bytes; returns how many, 0 at the end. */
    public int read(byte[] target, int offset, int length) {
        int count = Math.min(length, remaining());
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** Writes up to {@code length} bytes to {@code target}, which keeps none; returns how many, 0 at the end. */
    public int moveTo(OutputStream target, int length) throws IOException {
        int at = position;
        int count = Math.min(length, remaining());
        position += count;
        target.write(buffer, at, count);
        return count;
    }

    private int take(int length) throws PduException {
        if (length > remaining()) {
            throw new PduException(AbortReason.INVALID_PARAMETER, "a length passes the end of its PDU or item");
        }
        int at = position;
        position += length;
        return at;
    }

    private static boolean isPadding(byte b) {
        return b == ' ' || b == 0;
    }
}
