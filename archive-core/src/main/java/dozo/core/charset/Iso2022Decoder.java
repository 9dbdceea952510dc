package dozo.core.charset;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value; for one use. Beyond the standard it honours escape sequences that were not declared, does without the
 * return to the initial sets, and hands bytes above 7FH that have no meaning where they stand to {@link RawText}.
 */
final class Iso2022Decoder {

    private static final char REPLACEMENT = '\uFFFD';

    private final Iso2022Codec codec;
    private final byte[] value;
    private final TextKind kind;
    private final RawText raw;
    private final StringBuilder text;
    private int at;
    private GraphicSet g0;
    private @Nullable GraphicSet g1;

    Iso2022Decoder(Iso2022Codec codec, byte[] value, TextKind kind) {
        this.codec = codec;
        this.value = value;
        this.kind = kind;
        this.raw = new RawText(codec, value);
        this.text = new StringBuilder(value.length);
        activateInitialSets();
    }

    String decode() {
        while (at < value.length) {
            int b = value[at] & 0xFF;
            if (b == GraphicSet.ESC) {
                escape();
            } else if (b >= 0x80) {
                highByte(b);
            } else {
                lowByte(b);
            }
        }
        return text.toString();
    }

    private void activateInitialSets() {
        g0 = codec.initialG0();
        g1 = codec.initialG1();
    }

    /** An unknown sequence stays in the text as it is: nothing may be lost. */
    private void escape() {
        EscapeSequence sequence = EscapeSequence.at(value, at);
        if (sequence == null) {
            text.append((char) GraphicSet.ESC);
            at++;
            return;
        }
        at += sequence.length();
        if (sequence.set().isG1() && !sequence.inG0()) {
            g1 = sequence.set();
        } else {
            g0 = sequence.set();
        }
    }

    private void lowByte(int b) {
        boolean pair = g0.isTwoByte() || g0 == GraphicSet.JIS_KATAKANA;
        if (!pair || b <= 0x20 || b == 0x7F) {
            single(b);
        } else if (g0.isTwoByte()) {
            lowPair(b);
        } else {
            append(g0.table().decode(b));
        }
    }

    private void single(int b) {
        if (Iso2022Codec.isDelimiter(b, kind)) {
            activateInitialSets();
        }
        text.append((char) b);
        at++;
    }

    /** A lead byte without trail is a delimiter before which the sender forgot to return to the initial sets. */
    private void lowPair(int lead) {
        int trail = at + 1 < value.length ? value[at + 1] : 0;
        if (trail < 0x21 || trail > 0x7E) {
            single(lead);
            return;
        }
        char c = g0.table().decode(lead << 8 | trail);
        text.append(c == CodeTable.UNDEFINED ? REPLACEMENT : c);
        at += 2;
    }

    private void highByte(int b) {
        Optional<String> whole = raw.decode(at, g1);
        if (whole.isPresent()) {
            text.append(whole.get());
            at = raw.endOfRegion(at);
            return;
        }
        GraphicSet set = g1 != null ? g1 : codec.assumedG1();
        if (set == null) {
            append(RawText.westernEuropean(b));
        } else if (set.isTwoByte()) {
            highPair(set, b);
        } else {
            char c = set.table().decode(b & 0x7F);
            append(c == CodeTable.UNDEFINED && set == GraphicSet.LATIN_1 ? RawText.westernEuropean(b) : c);
        }
    }

    private void highPair(GraphicSet set, int lead) {
        int trail = at + 1 < value.length ? value[at + 1] & 0xFF : 0;
        char c = lead >= 0xA1 && trail >= 0xA1 ? set.table().decode((lead << 8 | trail) & 0x7F7F) : CodeTable.UNDEFINED;
        if (c == CodeTable.UNDEFINED && trail != 0) {
            c = RawText.extendedPair(set, lead, trail);
        }
        append(c);
        if (c != CodeTable.UNDEFINED) {
            at++;
        }
    }

    private void append(char c) {
        text.append(c == CodeTable.UNDEFINED ? REPLACEMENT : c);
        at++;
    }
}
