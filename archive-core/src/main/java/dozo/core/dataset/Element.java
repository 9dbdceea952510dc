package dozo.core.dataset;

import java.util.List;

/**
 * One data element: a tag, its value representation and its value as it was encoded, numbers in little endian whatever
 * the source's byte order was. Immutable, except that the items of {@link Items} may be changed by who holds them.
 */
public sealed interface Element {

    /** Group in the upper, element in the lower 16 bits; compared unsigned. */
    int tag();

    Vr vr();

    /** Whether there is no value: zero length, no item, no fragment. */
    boolean isEmpty();

    /** A value held as bytes; {@code value} is not copied and must not be changed. */
    record Bytes(int tag, Vr vr, byte[] value) implements Element {
        @Override
        public boolean isEmpty() {
            return value.length == 0;
        }
    }

    /** A sequence of items (PS3.5 section 7.5). {@code vr} is {@link Vr#SQ}, or {@link Vr#UN} where it came so. */
    record Items(int tag, Vr vr, List<Attributes> items) implements Element {
        @Override
        public boolean isEmpty() {
            return items.isEmpty();
        }
    }

    /**
     * Encapsulated Pixel Data (PS3.5 section A.4): the first fragment is the Basic Offset Table, which may be empty.
     */
    record Fragments(int tag, Vr vr, List<byte[]> fragments) implements Element {
        @Override
        public boolean isEmpty() {
            return fragments.isEmpty();
        }
    }

    /**
     * A value that was there but was not read into memory, since it was longer than the reader's limit.
     *
     * @param length its length in bytes, or -1 when undefined
     */
    record Skipped(int tag, Vr vr, long length) implements Element {
        @Override
        public boolean isEmpty() {
            return length == 0;
        }
    }
}
