package dozo.core.encoding;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes elements one by one in one encoding (PS3.5 section 7). Sequences and items get undefined lengths, values an even
 * one. Not thread-safe; neither flushes nor closes.
 */
final class ElementWriter implements ElementSink {

    private static final int SHORT_LENGTH_MAX = 0xFFFE;
    /** Even, so that a value of odd length leaves room for its padding. */
    private static final int CHUNK_BYTES = 64 << 10;

    private final OutputStream out;
    private final byte[] header = new byte[12];
    private final Deque<ByteEncoding> outer = new ArrayDeque<>();
    private ByteEncoding encoding;
    private byte @Nullable [] chunk;

    ElementWriter(OutputStream out, ByteEncoding encoding) {
        this.out = out;
        this.encoding = encoding;
    }

    /** An element whose value is at hand, numbers in little endian. */
    void value(int tag, Vr vr, byte[] value) throws IOException {
        Vr written = writtenVr(vr, value.length);
        header(tag, written, value.length + (value.length & 1));
        body(value, written, swapUnit(written, vr));
    }

    @Override
    public void value(int tag, Vr vr, ValueSource value) throws IOException {
        if (value.length() > 0xFFFFFFFEL) {
            throw DecodingException.limit(Tag.toString(tag) + " is too long for a length field");
        }
        Vr written = writtenVr(vr, value.length());
        header(tag, written, value.length() + (value.length() & 1));
        copy(value, written, swapUnit(written, vr));
    }

    /** An element whose value follows through the returned stream, in little endian: exactly {@code length} bytes. */
    ValueOutput value(int tag, Vr vr, long length) throws IOException {
        header(tag, vr, length + (length & 1));
        return new ValueOutput(out, length, swapUnit(vr, vr), vr.padding());
    }

    @Override
    public void beginSequence(int tag, Vr vr) throws IOException {
        header(tag, vr, ElementHeader.UNDEFINED);
        outer.push(encoding);
        if (vr == Vr.UN) {
            encoding = ByteEncoding.IMPLICIT_LITTLE; // PS3.5 section 6.2.2, note 4
        }
    }

    @Override
    public void beginItem() throws IOException {
        structure(Tag.Item, ElementHeader.UNDEFINED);
    }

    @Override
    public void endItem() throws IOException {
        structure(Tag.ItemDelimitationItem, 0);
    }

    @Override
    public void endSequence() throws IOException {
        structure(Tag.SequenceDelimitationItem, 0);
        encoding = outer.pop();
    }

    @Override
    public void beginFragments(int tag, Vr vr) throws IOException {
        header(tag, vr, ElementHeader.UNDEFINED);
    }

    /** A fragment at hand. */
    void fragment(byte[] value) throws IOException {
        structure(Tag.Item, value.length + (value.length & 1));
        out.write(value);
        pad(Vr.OB, value.length);
    }

    @Override
    public void fragment(ValueSource value) throws IOException {
        structure(Tag.Item, value.length() + (value.length() & 1));
        copy(value, Vr.OB, 1);
    }

    @Override
    public void endFragments() throws IOException {
        structure(Tag.SequenceDelimitationItem, 0);
    }

    /** A value too long for the 16-bit length of its representation goes as UN (PS3.5 section 6.2.2, note 3). */
    private Vr writtenVr(Vr vr, long length) {
        return encoding.isExplicitVr() && !vr.hasLongLength() && length > SHORT_LENGTH_MAX ? Vr.UN : vr;
    }

    private int swapUnit(Vr written, Vr vr) {
        return encoding.isBigEndian() && written == vr ? vr.unitBytes() : 1;
    }

    private void header(int tag, Vr vr, long length) throws IOException {
        putTag(tag);
        if (!encoding.isExplicitVr()) {
            putInt(4, length);
            out.write(header, 0, 8);
            return;
        }
        header[4] = (byte) vr.name().charAt(0);
        header[5] = (byte) vr.name().charAt(1);
        if (vr.hasLongLength()) {
            putShort(6, 0);
            putInt(8, length);
            out.write(header, 0, 12);
        } else {
            putShort(6, (int) length);
            out.write(header, 0, 8);
        }
    }

    private void structure(int tag, long length) throws IOException {
        putTag(tag);
        putInt(4, length);
        out.write(header, 0, 8);
    }

    private void copy(ValueSource value, Vr written, int swapUnit) throws IOException {
        if (chunk == null) {
            chunk = new byte[CHUNK_BYTES];
        }
        while (value.left() > 0) {
            int count = value.fill(chunk);
            if (value.left() == 0 && (value.length() & 1) != 0) {
                // Before the swap, which else would leave a number at the end in the other byte order.
                chunk[count++] = written.padding();
            }
            ByteOrderSwap.swap(chunk, 0, count, swapUnit);
            out.write(chunk, 0, count);
        }
    }

    private void body(byte[] value, Vr written, int swapUnit) throws IOException {
        if (swapUnit == 1) {
            out.write(value);
            pad(written, value.length);
            return;
        }
        // With a zero byte at the end where the length is odd, as numbers are padded.
        byte[] swapped = Arrays.copyOf(value, value.length + (value.length & 1));
        ByteOrderSwap.swap(swapped, 0, swapped.length, swapUnit);
        out.write(swapped);
    }

    private void pad(Vr vr, int length) throws IOException {
        if ((length & 1) != 0) {
            out.write(vr.padding());
        }
    }

    private void putTag(int tag) {
        putShort(0, Tag.group(tag));
        putShort(2, Tag.element(tag));
    }

    private void putShort(int index, int value) {
        boolean big = encoding.isBigEndian();
        header[index + (big ? 1 : 0)] = (byte) value;
        header[index + (big ? 0 : 1)] = (byte) (value >>> 8);
    }

    private void putInt(int index, long value) {
        boolean big = encoding.isBigEndian();
        putShort(index + (big ? 2 : 0), (int) value);
        putShort(index + (big ? 0 : 2), (int) (value >>> 16));
    }
}
