package dozo.core.dataset;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The value representations of PS3.5 section 6.2, with what a reader and a writer must know of each. */
public enum Vr {
    AE(1),
    AS(1),
    AT(2),
    CS(1),
    DA(1),
    DS(1),
    DT(1),
    FD(8),
    FL(4),
    IS(1),
    LO(1),
    LT(1),
    OB(1),
    OD(8),
    OF(4),
    OL(4),
    OV(8),
    OW(2),
    PN(1),
    SH(1),
    SL(4),
    SQ(1),
    SS(2),
    ST(1),
    SV(8),
    TM(1),
    UC(1),
    UI(1),
    UL(4),
    UN(1),
    UR(1),
    US(2),
    UT(1),
    UV(8);

    private static final Set<Vr> LONG_LENGTH = EnumSet.of(OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV);
    private static final Set<Vr> CHARACTER_SET = EnumSet.of(LO, LT, PN, SH, ST, UC, UT);
    private static final Set<Vr> TEXT = EnumSet.of(AE, AS, CS, DA, DS, DT, IS, LO, LT, PN, SH, ST, TM, UC, UI, UR, UT);
    private static final Set<Vr> SINGLE_TEXT = EnumSet.of(LT, ST, UR, UT);
    private static final int LETTERS = 26;
    private static final Vr[] BY_LETTERS = byLetters();

    private final int unitBytes;

    Vr(int unitBytes) {
        this.unitBytes = unitBytes;
    }

    /** The representation of these two characters, or empty when the standard knows none such; lower case is none. */
    public static Optional<Vr> of(int first, int second) {
        boolean letters = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
        return letters ? Optional.ofNullable(BY_LETTERS[index(first, second)]) : Optional.empty();
    }

    private static int index(int first, int second) {
        return (first - 'A') * LETTERS + second - 'A';
    }

    private static Vr[] byLetters() {
        Vr[] table = new Vr[LETTERS * LETTERS];
        for (Vr vr : values()) {
            table[index(vr.name().charAt(0), vr.name().charAt(1))] = vr;
        }
        return table;
    }

    /** Whether the explicit form has two reserved bytes and a 32-bit length (PS3.5 section 7.1.2). */
    public boolean hasLongLength() {
        return LONG_LENGTH.contains(this);
    }

    /** Whether Specific Character Set (0008,0005) governs the value (PS3.5 section 6.1.2.2). */
    public boolean usesSpecificCharacterSet() {
        return CHARACTER_SET.contains(this);
    }

    /** Whether the value is text, padded to an even length by a space (UI: by a zero byte). */
    public boolean isText() {
        return TEXT.contains(this);
    }

    /** Whether a backslash in the value is a character like any other and not a delimiter. */
    public boolean isSingleText() {
        return SINGLE_TEXT.contains(this);
    }

    /** How many bytes one number of the value takes: what must be swapped between byte orders; 1 where nothing is. */
    public int unitBytes() {
        return unitBytes;
    }

    /** The byte that pads a value of odd length. */
    public byte padding() {
        return isText() && this != UI ? (byte) ' ' : 0;
    }
}
