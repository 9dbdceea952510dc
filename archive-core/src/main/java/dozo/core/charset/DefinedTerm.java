package dozo.core.charset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The defined terms of Specific Character Set (PS3.3 tables C.12-2 to C.12-5). Each names an ISO registration number and
 * the graphic sets it brings, or an encoding that stands alone.
 */
enum DefinedTerm {
    IR_6(6, GraphicSet.ASCII, null),
    IR_100(100, GraphicSet.ASCII, GraphicSet.LATIN_1),
    IR_101(101, GraphicSet.ASCII, GraphicSet.LATIN_2),
    IR_109(109, GraphicSet.ASCII, GraphicSet.LATIN_3),
    IR_110(110, GraphicSet.ASCII, GraphicSet.LATIN_4),
    IR_144(144, GraphicSet.ASCII, GraphicSet.CYRILLIC),
    IR_127(127, GraphicSet.ASCII, GraphicSet.ARABIC),
    IR_126(126, GraphicSet.ASCII, GraphicSet.GREEK),
    IR_138(138, GraphicSet.ASCII, GraphicSet.HEBREW),
    IR_148(148, GraphicSet.ASCII, GraphicSet.LATIN_5),
    IR_203(203, GraphicSet.ASCII, GraphicSet.LATIN_9),
    IR_13(13, GraphicSet.JIS_ROMAJI, GraphicSet.JIS_KATAKANA),
    IR_166(166, GraphicSet.ASCII, GraphicSet.THAI),
    IR_87(87, GraphicSet.JIS_X_0208, null),
    IR_159(159, GraphicSet.JIS_X_0212, null),
    IR_149(149, null, GraphicSet.KS_X_1001),
    IR_58(58, null, GraphicSet.GB_2312),
    UTF_8(192, "ISO_IR 192", "UTF-8"),
    GB18030(0, "GB18030", "GB18030"),
    GBK(0, "GBK", "GBK");

    private static final Pattern NUMBERED = Pattern.compile("ISO[ _-]*(?:2022)?[ _-]*(?:IR)?[ _-]*(\\d+)");

    /** What devices write instead, without spaces and dashes. */
    private static final Map<String, DefinedTerm> MISNOMERS = Map.ofEntries(
            Map.entry("GB18030", GB18030),
            Map.entry("ISO2022GB18030", GB18030),
            Map.entry("GBK", GBK),
            Map.entry("ISO2022GBK", GBK),
            Map.entry("GB2312", GBK),
            Map.entry("UTF8", UTF_8),
            Map.entry("ISO88591", IR_100),
            Map.entry("LATIN1", IR_100),
            Map.entry("ISO88592", IR_101),
            Map.entry("ISO88595", IR_144),
            Map.entry("ISO88599", IR_148),
            Map.entry("ISO885915", IR_203),
            Map.entry("SHIFTJIS", IR_13),
            Map.entry("SJIS", IR_13),
            Map.entry("EUCJP", IR_87),
            Map.entry("EUCKR", IR_149));

    private final int number;
    private final @Nullable GraphicSet g0;
    private final @Nullable GraphicSet g1;
    private final @Nullable String standAloneTerm;
    private final @Nullable String standAloneCharset;

    DefinedTerm(int number, @Nullable GraphicSet g0, @Nullable GraphicSet g1) {
        this.number = number;
        this.g0 = g0;
        this.g1 = g1;
        this.standAloneTerm = null;
        this.standAloneCharset = null;
    }

    DefinedTerm(int number, String term, String charset) {
        this.number = number;
        this.g0 = null;
        this.g1 = null;
        this.standAloneTerm = term;
        this.standAloneCharset = charset;
    }

    /** The term that is written or meant; an empty one means the default repertoire; empty when nobody can tell. */
    static Optional<DefinedTerm> find(String text) {
        String term = text.strip().toUpperCase(Locale.ROOT);
        if (term.isEmpty()) {
            return Optional.of(IR_6);
        }
        Matcher numbered = NUMBERED.matcher(term);
        if (numbered.matches()) {
            for (DefinedTerm known : values()) {
                if (known.number > 0 && numbered.group(1).equals(String.valueOf(known.number))) {
                    return Optional.of(known);
                }
            }
        }
        return Optional.ofNullable(MISNOMERS.get(term.replaceAll("[ _-]", "")));
    }

    /** Null when the term brings none. */
    @Nullable
    GraphicSet g0() {
        return g0;
    }

    /** Null when the term brings none. */
    @Nullable
    GraphicSet g1() {
        return g1;
    }

    /** Whether the term's sets may be the initial ones: one byte for each character. */
    boolean isSingleByte() {
        return g0 != null && !g0.isTwoByte();
    }

    /** Whether the encoding admits no other term beside it and no escape sequences. */
    boolean isStandAlone() {
        return standAloneTerm != null;
    }

    /** The name of the JDK's charset for a term that stands alone. */
    Optional<String> standAloneCharset() {
        return Optional.ofNullable(standAloneCharset);
    }

    /** As the standard writes it, with or without code extensions. */
    String text(boolean withCodeExtensions) {
        if (standAloneTerm != null) {
            return standAloneTerm;
        }
        return (withCodeExtensions ? "ISO 2022 IR " : "ISO_IR ") + number;
    }
}
