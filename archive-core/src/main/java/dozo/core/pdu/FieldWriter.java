package dozo.core.pdu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes the fields of a PDU in order, big endian (PS3.8 section 9.3.1). Not thread-safe. */
final class FieldWriter {

    private static final int MAX_U16 = 0xFFFF;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    FieldWriter u8(int value) {
        out.write(value);
        return this;
    }

    FieldWriter u16(int value) {
        if (value < 0 || value > MAX_U16) {
            throw new IllegalArgumentException("does not fit into 16 bits: " + value);
        }
        return u8(value >>> 8).u8(value);
    }

    FieldWriter u32(long value) {
        return u16((int) (value >>> 16)).u16((int) (value & MAX_U16));
    }

    FieldWriter zeros(int count) {
        for (int i = 0; i < count; i++) {
            out.write(0);
        }
        return this;
    }

    FieldWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
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
        FieldWriter inner = new FieldWriter();
        body.accept(inner);
        return u8(type).u8(0).u16(inner.out.size()).bytes(inner.out.toByteArray());
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
