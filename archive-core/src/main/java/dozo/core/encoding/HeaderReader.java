package dozo.core.encoding;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads element headers (PS3.5 section 7.1) without taking them, with the leniencies that devices in the field ask for:
 * lower case VRs, codes the standard does not know, long VRs written with a 16-bit length.
 */
final class HeaderReader {

    private static final int SHORT_BYTES = 8;
    private static final int LONG_BYTES = 12;

    private final ByteSource source;

    HeaderReader(ByteSource source) {
        this.source = source;
    }

    /** Whether the stream ends here, or after a few zero bytes that are too few for a header. */
    boolean atEnd() throws IOException {
        int count = source.lookAhead(SHORT_BYTES);
        return count < SHORT_BYTES && isZero(count);
    }

    /** Whether eight zero bytes come next: padding, since no element looks so. */
    boolean atZeroPadding() throws IOException {
        return source.lookAhead(SHORT_BYTES) == SHORT_BYTES && isZero(SHORT_BYTES);
    }

    /** The tag that comes next. */
    int peekTag(ByteEncoding encoding) throws IOException {
        requireBytes(SHORT_BYTES);
        return source.tagAt(0, encoding.isBigEndian());
    }

    /**
     * The header that comes next. Of implicit VR the representation is what {@code vrs} says.
     *
     * @throws DecodingException when the stream ends inside it, or it has no VR where one must be
     */
    ElementHeader peek(ByteEncoding encoding, ImplicitVrs vrs) throws IOException {
        requireBytes(SHORT_BYTES);
        boolean big = encoding.isBigEndian();
        int tag = source.tagAt(0, big);
        if (Tag.group(tag) == 0xFFFE) {
            return new ElementHeader(tag, Vr.UN, longLength(4, big), SHORT_BYTES);
        }
        if (!encoding.isExplicitVr()) {
            return new ElementHeader(tag, vrs.vrOf(tag), longLength(4, big), SHORT_BYTES);
        }
        return explicit(tag, big);
    }

    private ElementHeader explicit(int tag, boolean big) throws IOException {
        Optional<Vr> known = ExplicitVr.at(source, 4);
        if (known.isEmpty() && !ExplicitVr.isPlausible(source, 4)) {
            throw DecodingException.malformed(
                    "no value representation after tag " + Tag.toString(tag) + " at byte " + source.position());
        }
        Vr vr = known.orElse(Vr.UN);
        boolean reservedIsZero = source.byteAt(6) == 0 && source.byteAt(7) == 0;
        boolean zeroVr = source.byteAt(4) == 0 && source.byteAt(5) == 0;
        // A long VR whose reserved bytes are set was written in the short form; a code that is not in the standard
        // has the long form (PS3.5 section 7.1.2) unless those bytes say otherwise.
        if (!vr.hasLongLength() || !reservedIsZero || zeroVr) {
            return new ElementHeader(tag, vr, source.shortAt(6, big), SHORT_BYTES);
        }
        requireBytes(LONG_BYTES);
        return new ElementHeader(tag, vr, longLength(8, big), LONG_BYTES);
    }

    private long longLength(int index, boolean big) {
        int length = source.intAt(index, big);
        return length == -1 ? ElementHeader.UNDEFINED : Integer.toUnsignedLong(length);
    }

    private void requireBytes(int count) throws IOException {
        if (source.lookAhead(count) < count) {
            throw DecodingException.truncated("the data set ends inside the header at byte " + source.position());
        }
    }

    private boolean isZero(int count) {
        for (int i = 0; i < count; i++) {
            if (source.byteAt(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
