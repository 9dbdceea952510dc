package dozo.core.charset;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes one text; for one use. */
final class Iso2022Encoder {

    private final Iso2022Codec codec;
    private final TextKind kind;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private GraphicSet g0;
    private @Nullable GraphicSet g1;

    Iso2022Encoder(Iso2022Codec codec, TextKind kind) {
        this.codec = codec;
        this.kind = kind;
        this.g0 = codec.initialG0();
        this.g1 = codec.initialG1();
    }

    byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Iso2022Codec.isDelimiter(c, kind)) {
                activateInitialSets();
                out.write(c);
            } else if (Iso2022Codec.isPlainControl(c)) {
                out.write(c);
            } else {
                write(c);
            }
        }
        activateInitialSets();
        return out.toByteArray();
    }

    /** The active sets are tried first, so that a run of one script has one escape sequence. */
    private void write(char c) {
        if (!(writeIn(g0, c) || writeIn(g1, c))) {
            GraphicSet set = codec.setFor(c);
            if (set == null) {
                throw new IllegalArgumentException("a text that cannot be encoded");
            }
            activate(set);
            if (!writeIn(set, c)) {
                writeIn(set, VendorMapping.folded(c));
            }
        }
    }

    private boolean writeIn(@Nullable GraphicSet set, char c) {
        if (set == null) {
            return false;
        }
        int code = set.table().encode(c);
        if (code == CodeTable.NO_CODE) {
            return false;
        }
        int high = set.isG1() ? 0x80 : 0;
        if (set.isTwoByte()) {
            out.write(code >> 8 | high);
        }
        out.write(code & 0x7F | high);
        return true;
    }

    private void activate(GraphicSet set) {
        if (set == g0 || set == g1) {
            return;
        }
        out.writeBytes(set.escape());
        if (set.isG1()) {
            g1 = set;
        } else {
            g0 = set;
        }
    }

    /** Where no initial set is in G1 the one there simply ends: there is no escape sequence for none (PS3.5 Annex I). */
    private void activateInitialSets() {
        activate(codec.initialG0());
        GraphicSet initialG1 = codec.initialG1();
        if (initialG1 == null) {
            g1 = null;
        } else {
            activate(initialG1);
        }
    }
}
