package dozo.core.encoding;

import dozo.core.dataset.Vr;
import java.util.Optional;

/** The two bytes of a value representation, and what may pass for them. */
final class ExplicitVr {

    private ExplicitVr() {}

    /** The representation at this place of the look-ahead, in upper or lower case; empty when it is none. */
    static Optional<Vr> at(ByteSource source, int index) {
        return Vr.of(upper(source.byteAt(index)), upper(source.byteAt(index + 1)));
    }

    /** Whether the bytes may stand for a representation: printable, or both zero. */
    static boolean isPlausible(ByteSource source, int index) {
        int first = source.byteAt(index);
        int second = source.byteAt(index + 1);
        return first == 0 && second == 0 || isPrintable(first) && isPrintable(second);
    }

    private static int upper(int c) {
        return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
    }

    private static boolean isPrintable(int c) {
        return c > ' ' && c < 0x7F;
    }
}
