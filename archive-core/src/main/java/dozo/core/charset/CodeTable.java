package dozo.core.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.function.IntConsumer;

/**
 * The characters of one coded graphic set by their code positions, and back. Codes are the 7-bit ones: one byte of 20H to
 * 7FH, or two of 21H to 7EH with the first in the upper byte. Encoding is by construction the inverse of decoding, so what
 * is encoded decodes to the same character. Immutable.
 */
final class CodeTable {

    /** What {@link #decode} answers for a position without a character. */
    static final char UNDEFINED = 0;
    /** What {@link #encode} answers for a character without a position. */
    static final int NO_CODE = -1;

    private final char[] characters = new char[0x8000];
    private final char[][] codes = new char[256][];

    private CodeTable() {}

    /** One byte for each character; {@code high} when the charset has them at A0H to FFH. */
    static CodeTable ofBytes(Charset charset, boolean high) {
        CodeTable table = new CodeTable();
        Positions positions = new Positions(charset);
        for (int code = 0x20; code <= 0x7F; code++) {
            table.add(code, positions.at(high ? code | 0x80 : code));
        }
        return table;
    }

    /** Two bytes for each character; {@code high} when the charset has each at A1H to FEH. */
    static CodeTable ofPairs(Charset charset, boolean high) {
        CodeTable table = new CodeTable();
        Positions positions = new Positions(charset);
        int mask = high ? 0x8080 : 0;
        forEachPair(code -> table.add(code, positions.at((code | mask) >> 8, (code | mask) & 0xFF)));
        return table;
    }

    /** The pairs of {@code repertoire} with the characters that {@code mapping} has at them. */
    static CodeTable ofPairs(Charset repertoire, Charset mapping) {
        CodeTable table = new CodeTable();
        Positions included = new Positions(repertoire);
        Positions meant = new Positions(mapping);
        forEachPair(code -> {
            int high = code | 0x8080;
            if (included.at(high >> 8, high & 0xFF) != UNDEFINED) {
                table.add(code, meant.at(high >> 8, high & 0xFF));
            }
        });
        return table;
    }

    /** JIS X 0208, and at its free positions the rows that NEC and IBM devices put there. */
    static CodeTable ofJisWithVendorRows(Charset jis, Charset shiftJis) {
        CodeTable table = ofPairs(jis, false);
        Positions vendor = new Positions(shiftJis);
        forEachPair(code -> {
            if (table.characters[code] == UNDEFINED) {
                table.addVendor(code, vendor.at(ShiftJis.lead(code), ShiftJis.trail(code)));
            }
        });
        return table;
    }

    private static void forEachPair(IntConsumer action) {
        for (int lead = 0x21; lead <= 0x7E; lead++) {
            for (int trail = 0x21; trail <= 0x7E; trail++) {
                action.accept(lead << 8 | trail);
            }
        }
    }

    /** What the standard has at another position is read here but written there. */
    private void addVendor(int code, char character) {
        if (VendorMapping.folded(character) == character) {
            add(code, character);
        } else {
            characters[code] = character;
        }
    }

    /** The first position of a character is the one that is written. */
    private void add(int code, char character) {
        if (character == UNDEFINED || Character.isISOControl(character)) {
            return;
        }
        characters[code] = character;
        char[] page = codes[character >> 8];
        if (page == null) {
            page = new char[256];
            codes[character >> 8] = page;
        }
        if (page[character & 0xFF] == 0) {
            page[character & 0xFF] = (char) code;
        }
    }

    /** The character at {@code code}, which is below 8000H; {@link #UNDEFINED} when there is none. */
    char decode(int code) {
        return characters[code];
    }

    /** The code of {@code character}, {@link #NO_CODE} when it has none. */
    int encode(char character) {
        char[] page = codes[character >> 8];
        return page == null || page[character & 0xFF] == 0 ? NO_CODE : page[character & 0xFF];
    }

    /** Between the 7-bit rows of JIS and the two bytes of Shift_JIS (JIS X 0208 annex 1). */
    private static final class ShiftJis {

        static int lead(int code) {
            int lead = ((code >> 8) - 0x21) / 2 + 0x81;
            return lead > 0x9F ? lead + 0x40 : lead;
        }

        static int trail(int code) {
            int trail = code & 0xFF;
            if ((code >> 8) % 2 == 0) {
                return trail + 0x7E;
            }
            return trail < 0x60 ? trail + 0x1F : trail + 0x20;
        }
    }

    /** What a JDK charset has at single positions. */
    private static final class Positions {

        private final CharsetDecoder decoder;
        private final ByteBuffer bytes = ByteBuffer.allocate(2);
        private final CharBuffer text = CharBuffer.allocate(2);

        Positions(Charset charset) {
            decoder = charset.newDecoder();
        }

        char at(int single) {
            bytes.clear().put((byte) single);
            return decode();
        }

        char at(int lead, int trail) {
            bytes.clear().put((byte) lead).put((byte) trail);
            return decode();
        }

        private char decode() {
            decoder.reset();
            CoderResult result = decoder.decode(bytes.flip(), text.clear(), true);
            return !result.isError() && text.position() == 1 ? text.get(0) : UNDEFINED;
        }
    }
}
