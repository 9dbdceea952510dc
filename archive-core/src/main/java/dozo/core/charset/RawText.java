package dozo.core.charset;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What devices write instead of what they declare: UTF-8, Shift_JIS, EUC and Windows code pages without an escape
 * sequence. For one value.
 */
final class RawText {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
    private static final Charset EUC_JP = Charset.forName("x-eucJP-Open");
    private static final Charset EXTENDED_KOREAN = Charset.forName("x-windows-949");
    private static final Charset EXTENDED_CHINESE = Charset.forName("GBK");

    private final Iso2022Codec codec;
    private final byte[] value;
    /** Whether the sender switches sets, and so is no sender of UTF-8. */
    private final boolean escaped;
    /** Where a guess failed; the same region is not tried again from each of its bytes. */
    private int refusedUntil;

    RawText(Iso2022Codec codec, byte[] value) {
        this.codec = codec;
        this.value = value;
        this.escaped = endOfRegion(0) < value.length;
    }

    /** The next escape sequence or the end: up to there one encoding is assumed. */
    int endOfRegion(int from) {
        int end = from;
        while (end < value.length && value[end] != GraphicSet.ESC) {
            end++;
        }
        return end;
    }

    /**
     * The text of the region that starts at {@code from}, a byte of 80H or above, if it makes better sense than what
     * {@code g1} says of it; empty when it does not.
     *
     * @param g1 the set that is active in G1, null when none is
     */
    Optional<String> decode(int from, @Nullable GraphicSet g1) {
        if (from < refusedUntil) {
            return Optional.empty();
        }
        int end = endOfRegion(from);
        Optional<String> text = guess(from, end, g1);
        if (text.isEmpty()) {
            refusedUntil = end;
        }
        return text;
    }

    private Optional<String> guess(int from, int end, @Nullable GraphicSet g1) {
        if (g1 == null && codec.declaresJapanese()) {
            return japanese(from, end, List.of(EUC_JP, SHIFT_JIS));
        }
        if (g1 == null || (g1 == GraphicSet.LATIN_1 && !escaped)) {
            return StrictText.decodeUtf8(value, from, end, codec.assumedG1() != null);
        }
        boolean broken = g1 == GraphicSet.JIS_KATAKANA && !isKatakana(from, end);
        return broken ? japanese(from, end, List.of(SHIFT_JIS, EUC_JP)) : Optional.empty();
    }

    private Optional<String> japanese(int from, int end, List<Charset> candidates) {
        Optional<String> text = StrictText.decodeUtf8(value, from, end, true);
        for (Charset candidate : candidates) {
            text = text.or(() -> StrictText.decode(candidate, value, from, end));
        }
        return text;
    }

    private boolean isKatakana(int from, int end) {
        CodeTable katakana = GraphicSet.JIS_KATAKANA.table();
        for (int i = from; i < end; i++) {
            if (value[i] < 0 && katakana.decode(value[i] & 0x7F) == CodeTable.UNDEFINED) {
                return false;
            }
        }
        return true;
    }

    /** What a byte of 80H or above is on most devices that declare nothing. */
    static char westernEuropean(int b) {
        return new String(new byte[] {(byte) b}, WINDOWS_1252).charAt(0);
    }

    /** A pair outside of the declared set but inside of what Windows added to it. */
    static char extendedPair(GraphicSet set, int lead, int trail) {
        Charset charset = set == GraphicSet.KS_X_1001 ? EXTENDED_KOREAN : EXTENDED_CHINESE;
        String text = new String(new byte[] {(byte) lead, (byte) trail}, charset);
        boolean one = text.length() == 1 && text.charAt(0) != '\uFFFD';
        return one ? text.charAt(0) : CodeTable.UNDEFINED;
    }
}
