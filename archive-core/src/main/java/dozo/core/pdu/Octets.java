package dozo.core.pdu;

import java.util.Arrays;
import java.util.HexFormat;

/** A short immutable string of bytes with the equality of its contents, for fields of PDUs whose meaning lies elsewhere. */
public final class Octets {

    /** No bytes at all. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of {@code bytes}. */
    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** A string of the low eight bits of each number. */
    public static Octets of(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new Octets(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /** The byte at {@code index} as a number from 0 to 255, or 0 beyond the end: absent fields of a negotiation mean 0. */
    public int at(int index) {
        return index < bytes.length ? Byte.toUnsignedInt(bytes[index]) : 0;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets o && Arrays.equals(bytes, o.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hexadecimal digits. Secrets must not be held in a type that prints itself: see {@link UserIdentity}. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
