package dozo.core.encoding;

import java.nio.ByteOrder;

/** How headers and numbers are encoded at one place of a data set, which items may change (PS3.5 section 6.2.2, note). */
enum ByteEncoding {
    IMPLICIT_LITTLE(false, false),
    EXPLICIT_LITTLE(true, false),
    EXPLICIT_BIG(true, true);

    private final boolean explicitVr;
    private final boolean bigEndian;

    ByteEncoding(boolean explicitVr, boolean bigEndian) {
        this.explicitVr = explicitVr;
        this.bigEndian = bigEndian;
    }

    static ByteEncoding of(TransferSyntax syntax) {
        if (!syntax.explicitVr()) {
            return IMPLICIT_LITTLE;
        }
        return syntax.byteOrder() == ByteOrder.BIG_ENDIAN ? EXPLICIT_BIG : EXPLICIT_LITTLE;
    }

    boolean isExplicitVr() {
        return explicitVr;
    }

    boolean isBigEndian() {
        return bigEndian;
    }
}
