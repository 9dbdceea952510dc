package dozo.core.charset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An escape sequence that a decoder understands: those of the standard, and others of ISO 2022 encodings that devices use.
 *
 * @param bytes the sequence with its ESC
 * @param set what it invokes
 * @param inG0 whether the set is invoked in bytes below 80H though the standard has it above
 */
record EscapeSequence(byte[] bytes, GraphicSet set, boolean inG0) {

    /** Longest first, so that none hides another that starts like it. */
    private static final List<EscapeSequence> KNOWN = known();

    private static List<EscapeSequence> known() {
        List<EscapeSequence> known = new ArrayList<>();
        for (GraphicSet set : GraphicSet.values()) {
            known.add(new EscapeSequence(set.escape(), set, false));
        }
        known.add(of("$@", GraphicSet.JIS_X_0208)); // JIS C 6226-1978
        known.add(of("$(@", GraphicSet.JIS_X_0208));
        known.add(of("$(B", GraphicSet.JIS_X_0208));
        known.add(of("(H", GraphicSet.ASCII)); // old JIS, a Swedish set by the registry
        known.add(of("(I", GraphicSet.JIS_KATAKANA));
        known.add(of("$(C", GraphicSet.KS_X_1001));
        known.add(of("$A", GraphicSet.GB_2312));
        known.sort(Comparator.comparingInt(EscapeSequence::length).reversed());
        return List.copyOf(known);
    }

    private static EscapeSequence of(String sequence, GraphicSet set) {
        return new EscapeSequence(("\u001B" + sequence).getBytes(StandardCharsets.US_ASCII), set, set.isG1());
    }

    /** The sequence at {@code offset} of {@code value}, null when it is none of these. */
    static @Nullable EscapeSequence at(byte[] value, int offset) {
        for (EscapeSequence sequence : KNOWN) {
            int end = offset + sequence.length();
            if (end <= value.length && Arrays.equals(value, offset, end, sequence.bytes, 0, sequence.length())) {
                return sequence;
            }
        }
        return null;
    }

    int length() {
        return bytes.length;
    }
}
