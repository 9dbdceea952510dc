package dozo.core.charset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole repertoires: each position of the two-byte sets, random text of every combination. */
class RepertoireTest {

    @ParameterizedTest
    @CsvSource({"JIS_X_0212, ISO 2022 IR 159, 6067", "KS_X_1001, ISO 2022 IR 149, 8227", "GB_2312, ISO 2022 IR 58, 7445"
    })
    void everyPositionReadsAsItIsWritten(GraphicSet set, String term, int size) {
        assertEquals(size, roundTrips(set, term));
    }

    /** 6879 characters of the standard; NEC's row 13 and IBM's characters in rows 89 to 92 are what devices added. */
    @Test
    void everyPositionOfJisX0208AndItsVendorRowsReadsAsItIsWritten() {
        assertEquals(6879 + 83 + 374, roundTrips(GraphicSet.JIS_X_0208, "ISO 2022 IR 87"));
    }

    /** Counts the defined positions; each must decode to a text that decodes again to itself when written. */
    private static int roundTrips(GraphicSet graphic, String term) {
        SpecificCharacterSet set = SpecificCharacterSet.of(List.of("", term));
        int high = graphic.isG1() ? 0x80 : 0;
        int defined = 0;
        for (int lead = 0x21; lead <= 0x7E; lead++) {
            for (int trail = 0x21; trail <= 0x7E; trail++) {
                if (graphic.table().decode(lead << 8 | trail) == CodeTable.UNDEFINED) {
                    continue;
                }
                defined++;
                byte[] bytes = new byte[graphic.escape().length + 2];
                System.arraycopy(graphic.escape(), 0, bytes, 0, graphic.escape().length);
                bytes[bytes.length - 2] = (byte) (lead | high);
                bytes[bytes.length - 1] = (byte) (trail | high);
                String text = set.decode(bytes, TextKind.PERSON_NAME);
                assertEquals(1, text.length());
                byte[] written = set.encode(text, TextKind.PERSON_NAME);
                String folded = String.valueOf(VendorMapping.folded(text.charAt(0)));
                assertEquals(
                        graphic == GraphicSet.JIS_X_0208 ? folded : text, set.decode(written, TextKind.PERSON_NAME));
                if (graphic != GraphicSet.JIS_X_0208 || graphic.table().encode(text.charAt(0)) == (lead << 8 | trail)) {
                    assertArrayEquals(bytes, Arrays.copyOf(written, bytes.length));
                }
            }
        }
        return defined;
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void commonCharactersAreTheSameBytesInEachSet(List<String> terms) {
        StringBuilder common = new StringBuilder();
        for (char c = 0; c < 0x80; c++) {
            if (SpecificCharacterSet.isCommon(new byte[] {(byte) c})) {
                common.append(c);
            }
        }
        assertEquals(93, common.length());
        byte[] ascii = common.toString().getBytes(StandardCharsets.US_ASCII);
        SpecificCharacterSet set = SpecificCharacterSet.of(terms);
        for (TextKind kind : TextKind.values()) {
            assertTrue(set.canEncode(common.toString(), kind));
            assertArrayEquals(ascii, set.encode(common.toString(), kind));
            assertEquals(common.toString(), set.decode(ascii, kind));
        }
    }

    static List<List<String>> combinations() {
        List<List<String>> combinations = new ArrayList<>();
        for (DefinedTerm term : DefinedTerm.values()) {
            if (term.isSingleByte() || term.isStandAlone()) {
                combinations.add(List.of(term.text(false)));
            }
            if (!term.isStandAlone() && term != DefinedTerm.IR_6) {
                combinations.add(List.of("", term.text(true)));
                combinations.add(List.of("ISO 2022 IR 100", term.text(true)));
                combinations.add(List.of("ISO 2022 IR 13", term.text(true), "ISO 2022 IR 87"));
            }
        }
        combinations.add(List.of("", "ISO 2022 IR 87", "ISO 2022 IR 159", "ISO 2022 IR 149", "ISO 2022 IR 58"));
        combinations.add(List.of("ISO 2022 IR 144", "ISO 2022 IR 126", "ISO 2022 IR 203", "ISO 2022 IR 13"));
        return combinations;
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void randomTextReadsAsItIsWritten(List<String> terms) {
        long seed = System.nanoTime();
        System.out.println("RepertoireTest " + terms + " seed " + seed);
        Random random = new Random(seed);
        SpecificCharacterSet set = SpecificCharacterSet.of(terms);
        String repertoire = repertoire(set);
        assertTrue(repertoire.length() >= 95, "a repertoire holds ASCII at least");
        for (int round = 0; round < 500; round++) {
            TextKind kind = TextKind.values()[random.nextInt(3)];
            String text = randomText(random, repertoire);
            byte[] bytes = set.encode(text, kind);
            if (!terms.get(0).endsWith("IR 100") || !couldBeUtf8(bytes)) {
                assertEquals(text, set.decode(bytes, kind));
            }
        }
    }

    /** Every character that is written as itself, not at the position of another that vendors map there. */
    private static String repertoire(SpecificCharacterSet set) {
        StringBuilder repertoire = new StringBuilder();
        boolean folds = set.terms().contains("ISO 2022 IR 87");
        for (char c = ' '; c < '\uFFFE'; c++) {
            boolean foldable = folds && VendorMapping.folded(c) != c;
            boolean usable = !Character.isSurrogate(c) && !Character.isISOControl(c);
            if (usable && !foldable && set.canEncode(String.valueOf(c), TextKind.PERSON_NAME)) {
                repertoire.append(c);
            }
        }
        return repertoire.toString();
    }

    private static String randomText(Random random, String repertoire) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(30); length > 0; length--) {
            boolean delimiter = random.nextInt(5) == 0;
            String source = delimiter ? "\\^=\r\n\t AB" : repertoire;
            text.append(source.charAt(random.nextInt(source.length())));
        }
        return text.toString();
    }

    /** Latin-1 text of which every high byte happens to be part of valid UTF-8 is taken for UTF-8, on purpose. */
    private static boolean couldBeUtf8(byte[] bytes) {
        boolean high = false;
        for (byte b : bytes) {
            high |= b < 0;
        }
        return high && !new String(bytes, StandardCharsets.UTF_8).contains("\uFFFD");
    }
}
