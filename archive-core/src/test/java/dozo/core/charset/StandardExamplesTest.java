package dozo.core.charset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of PS3.5 Annexes H to K, byte for byte, both ways. */
class StandardExamplesTest {

    private static void bothWays(List<String> terms, TextKind kind, String text, byte[] bytes) {
        SpecificCharacterSet set = SpecificCharacterSet.of(terms);
        assertEquals(text, set.decode(bytes, kind));
        assertArrayEquals(bytes, set.encode(text, kind));
    }

    @Test
    void annexH31JapaneseNameWithAsciiFirst() {
        bothWays(
                List.of("", "ISO 2022 IR 87"),
                TextKind.PERSON_NAME,
                "Yamada^Tarou=山田^太郎=やまだ^たろう",
                Legend.bytes(
                        "'Yamada^Tarou='",
                        "ESC 02/04 04/02 03/11 03/03 04/05 04/04 ESC 02/08 04/02 '^'",
                        "ESC 02/04 04/02 04/02 04/00 04/15 03/10 ESC 02/08 04/02 '='",
                        "ESC 02/04 04/02 02/04 06/04 02/04 05/14 02/04 04/00 ESC 02/08 04/02 '^'",
                        "ESC 02/04 04/02 02/04 03/15 02/04 06/13 02/04 02/06 ESC 02/08 04/02"));
    }

    @Test
    void annexH32JapaneseNameWithHalfWidthKatakanaFirst() {
        bothWays(
                List.of("ISO 2022 IR 13", "ISO 2022 IR 87"),
                TextKind.PERSON_NAME,
                "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
                Legend.bytes(
                        "13/04 12/15 12/00 13/14 '^' 12/00 13/11 11/03 '='",
                        "ESC 02/04 04/02 03/11 03/03 04/05 04/04 ESC 02/08 04/10 '^'",
                        "ESC 02/04 04/02 04/02 04/00 04/15 03/10 ESC 02/08 04/10 '='",
                        "ESC 02/04 04/02 02/04 06/04 02/04 05/14 02/04 04/00 ESC 02/08 04/10 '^'",
                        "ESC 02/04 04/02 02/04 03/15 02/04 06/13 02/04 02/06 ESC 02/08 04/10"));
    }

    @Test
    void annexI2KoreanName() {
        bothWays(
                List.of("", "ISO 2022 IR 149"),
                TextKind.PERSON_NAME,
                "Hong^Gildong=洪^吉洞=홍^길동",
                Legend.bytes(
                        "'Hong^Gildong='",
                        "ESC 02/04 02/09 04/03 15/11 15/03 '^'",
                        "ESC 02/04 02/09 04/03 13/01 12/14 13/04 13/07 '='",
                        "ESC 02/04 02/09 04/03 12/08 10/11 '^'",
                        "ESC 02/04 02/09 04/03 11/01 14/06 11/05 11/15"));
    }

    /** The standard puts the escape sequence at the start of a line; Dozo writes it where the script changes. */
    @Test
    void annexI3KoreanText() {
        byte[] bytes = Legend.bytes(
                "ESC 02/04 02/09 04/03 'The' 20 '1st' 20 'line' 20 'includes' 20 B1 E6 B5 BF '.' 0D 0A",
                "ESC 02/04 02/09 04/03 'The' 20 '2nd' 20 'line' 20 'includes' 20 B1 E6 B5 BF ',' 20 'too.' 0D 0A",
                "'The' 20 '3rd' 20 'line.'");
        String text = "The 1st line includes 길동.\r\nThe 2nd line includes 길동, too.\r\nThe 3rd line.";
        SpecificCharacterSet set = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 149"));
        assertEquals(text, set.decode(bytes, TextKind.SINGLE_TEXT));
        byte[] written = Legend.bytes(
                "'The' 20 '1st' 20 'line' 20 'includes' 20 ESC 02/04 02/09 04/03 B1 E6 B5 BF '.' 0D 0A",
                "'The' 20 '2nd' 20 'line' 20 'includes' 20 ESC 02/04 02/09 04/03 B1 E6 B5 BF ',' 20 'too.' 0D 0A",
                "'The' 20 '3rd' 20 'line.'");
        assertArrayEquals(written, set.encode(text, TextKind.SINGLE_TEXT));
    }

    @Test
    void annexJ1ChineseNameInUtf8() {
        bothWays(
                List.of("ISO_IR 192"),
                TextKind.PERSON_NAME,
                "Wang^XiaoDong=王^小東=",
                Legend.bytes("'Wang^XiaoDong='", "14/07 08/14 08/11 '^'", "14/05 11/00 08/15 14/06 09/13 11/01 '='"));
    }

    @Test
    void annexJ3ChineseNameInGb18030() {
        bothWays(
                List.of("GB18030"),
                TextKind.PERSON_NAME,
                "Wang^XiaoDong=王^小东=",
                Legend.bytes("'Wang^XiaoDong='", "12/13 15/05 '^'", "13/00 10/01 11/06 10/11 '='"));
    }

    @Test
    void annexJ4ChineseTextInGb18030() {
        String text = "The first line includes 中文.\r\nThe second line includes 中文, too.\r\nThe third line.\r\n";
        bothWays(
                List.of("GB18030"),
                TextKind.SINGLE_TEXT,
                text,
                Legend.bytes(
                        "'The' 20 'first' 20 'line' 20 'includes' 20 13/06 13/00 12/14 12/04 '.' 0D 0A",
                        "'The' 20 'second' 20 'line' 20 'includes' 20 13/06 13/00 12/14 12/04 ',' 20 'too.' 0D 0A",
                        "'The' 20 'third' 20 'line.' 0D 0A"));
    }

    @Test
    void annexK2ChineseNameInGb2312() {
        bothWays(
                List.of("", "ISO 2022 IR 58"),
                TextKind.PERSON_NAME,
                "Zhang^XiaoDong=张^小东=",
                Legend.bytes(
                        "'Zhang^XiaoDong='",
                        "ESC 02/04 02/09 04/01 13/05 12/05 '^'",
                        "ESC 02/04 02/09 04/01 13/00 10/01 11/06 10/11 '='"));
    }

    /** As in Annex I the standard puts the escape sequence at the start of a line. */
    @Test
    void annexK3ChineseTextInGb2312() {
        byte[] bytes = Legend.bytes(
                "'1.' 20 ESC 02/04 02/09 04/01 'The' 20 'first' 20 B5 DA D2 BB D0 D0 CE C4 D7 D6 A1 A3 0D 0A",
                "'2.' 20 ESC 02/04 02/09 04/01 B5 DA B6 FE D0 D0 CE C4 D7 D6 A1 A3 0D 0A",
                "'3.' 20 'Third'");
        SpecificCharacterSet set = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 58"));
        String text = "1. The first 第一行文字。\r\n2. 第二行文字。\r\n3. Third";
        assertEquals(text, set.decode(bytes, TextKind.SINGLE_TEXT));
        assertEquals(text, set.decode(set.encode(text, TextKind.SINGLE_TEXT), TextKind.SINGLE_TEXT));
    }

    @Test
    void theLegendReadsAsTheStandardWritesIt() {
        assertArrayEquals("\u001B$B^ ~".getBytes(StandardCharsets.US_ASCII), Legend.bytes("ESC 02/04 04/02 '^' 20 7E"));
    }
}
