package dozo.core.pdu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes the fields of a PDU in order, big endian (PS3.8 section 9.3.1). Not thread-safe. */
final class FieldWriter {

    private static final int MAX_U16 = 0xFFFF;
    private static final int FIRST_BUFFER_BYTES = 512;

    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int size;

    FieldWriter u8(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    FieldWriter u16(int value) {
        requireU16(value);
        return u8(value >>> 8).u8(value);
    }

    private static void requireU16(int value) {
        if (value < 0 || value > MAX_U16) {
            throw new IllegalArgumentException("does not fit into 16 bits: " + value);
        }
    }

    FieldWriter u32(long value) {
        return u16((int) (value >>> 16)).u16((int) (value & MAX_U16));
    }

    FieldWriter zeros(int count) {
        reserve(count);
        Arrays.fill(buffer, size, size + count, (byte) 0);
        size += count;
        return this;
    }

    FieldWriter bytes(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    FieldWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Text padded by spaces to exactly {@code length} bytes. */
    FieldWriter padded(String text, int length) {
        return text((text + " ".repeat(length)).substring(0, length));
    }

    /** Text after its length in 16 bits. */
    FieldWriter counted(String text) {
        return u16(text.length()).text(text);
    }

    /** Bytes after their length in 16 bits. */
    FieldWriter counted(Octets octets) {
        return u16(octets.length()).bytes(octets.toByteArray());
    }

    /** An item: type, a reserved byte, length in 16 bits, and what {@code body} writes. */
    FieldWriter item(int type, Consumer<FieldWriter> body) {
        u8(type).u8(0).u16(0);
        int begin = size;
        body.accept(this);
        int length = size - begin;
        requireU16(length);
        buffer[begin - 2] = (byte) (length >>> 8);
        buffer[begin - 1] = (byte) length;
        return this;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private void reserve(int count) {
        if (size + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + count, 2 * buffer.length));
        }
    }
}
