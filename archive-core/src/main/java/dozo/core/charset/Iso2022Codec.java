package dozo.core.charset;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text in one or several graphic sets with code extensions (ISO/IEC 2022 as PS3.5 section 6.1.2.5 restricts it). The
 * initial sets are active at the start of each value, after each delimiter and before the end.
 */
final class Iso2022Codec implements TextCodec {

    /** Nothing declared: the default repertoire, and guesses. */
    static final Iso2022Codec UNDECLARED = new Iso2022Codec(List.of(DefinedTerm.IR_6));

    private final GraphicSet initialG0;
    /** Null when no set is in bytes of 80H and above. */
    private final @Nullable GraphicSet initialG1;
    /** Every declared set in order, the initial ones first: the order in which an encoder tries them. */
    private final Set<GraphicSet> declared = EnumSet.noneOf(GraphicSet.class);

    private final GraphicSet[] preference;

    /** @param terms at least one, none that stands alone */
    Iso2022Codec(List<DefinedTerm> terms) {
        GraphicSet first = terms.get(0).g0();
        if (first == null || first.isTwoByte()) {
            initialG0 = GraphicSet.ASCII;
            initialG1 = null;
        } else {
            initialG0 = first;
            initialG1 = terms.get(0).g1();
        }
        Set<GraphicSet> ordered = new LinkedHashSet<>();
        ordered.add(initialG0);
        ordered.add(initialG1);
        for (DefinedTerm term : terms) {
            ordered.add(term.g0());
            ordered.add(term.g1());
        }
        ordered.remove(null);
        preference = ordered.toArray(GraphicSet[]::new);
        declared.addAll(ordered);
    }

    GraphicSet initialG0() {
        return initialG0;
    }

    @Nullable
    GraphicSet initialG1() {
        return initialG1;
    }

    boolean declares(GraphicSet set) {
        return declared.contains(set);
    }

    boolean declaresJapanese() {
        return declares(GraphicSet.JIS_KATAKANA) || declares(GraphicSet.JIS_X_0208) || declares(GraphicSet.JIS_X_0212);
    }

    /** The set that senders mean who leave out its escape sequence; null when there is none. */
    @Nullable
    GraphicSet assumedG1() {
        if (declares(GraphicSet.KS_X_1001)) {
            return GraphicSet.KS_X_1001;
        }
        return declares(GraphicSet.GB_2312) ? GraphicSet.GB_2312 : null;
    }

    @Override
    public String decode(byte[] value, TextKind kind) {
        return new Iso2022Decoder(this, value, kind).decode();
    }

    @Override
    public boolean canEncode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(isPlainControl(c) || setFor(c) != null)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] encode(String text, TextKind kind) {
        return new Iso2022Encoder(this, kind).encode(text);
    }

    /** Control characters are no part of any graphic set and written as they are, except ESC (PS3.5 section 6.1.3). */
    static boolean isPlainControl(char c) {
        return (c < 0x20 && c != GraphicSet.ESC) || c == 0x7F;
    }

    /** The first declared set that has {@code c} or a character it may be written as; null when none has. */
    @Nullable
    GraphicSet setFor(char c) {
        for (GraphicSet set : preference) {
            if (set.table().encode(c) != CodeTable.NO_CODE) {
                return set;
            }
        }
        boolean folds = declares(GraphicSet.JIS_X_0208) && VendorMapping.folded(c) != c;
        return folds ? GraphicSet.JIS_X_0208 : null;
    }

    /** Whether the initial sets become active again after {@code c} (PS3.5 section 6.1.2.5.3). */
    static boolean isDelimiter(int c, TextKind kind) {
        return switch (c) {
            case '\t', '\n', '\f', '\r' -> true;
            case '\\' -> kind != TextKind.SINGLE_TEXT;
            case '^', '=' -> kind == TextKind.PERSON_NAME;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return "Iso2022Codec" + Arrays.toString(preference);
    }
}
