package dozo.core.encoding;

import dozo.core.dataset.Vr;
import java.util.Optional;

/** The two bytes of a value representation, and what may pass for them. */
final class ExplicitVr {

    private static final Vr[] BY_LETTERS = byLetters();

    private ExplicitVr() {}

    /** The representation at this place of the look-ahead, in upper or lower case; empty when it is none. */
    static Optional<Vr> at(ByteSource source, int index) {
        int first = upper(source.byteAt(index));
        int second = upper(source.byteAt(index + 1));
        return isLetter(first) && isLetter(second)
                ? Optional.ofNullable(BY_LETTERS[(first - 'A') * 26 + second - 'A'])
                : Optional.empty();
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

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isPrintable(int c) {
        return c > ' ' && c < 0x7F;
    }

    private static Vr[] byLetters() {
        Vr[] table = new Vr[26 * 26];
        for (Vr vr : Vr.values()) {
            table[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
        }
        return table;
    }
}
