package dozo.core.charset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificCharacterSetTest {

    private static final SpecificCharacterSet JAPANESE = set("", "ISO 2022 IR 87");

    private static SpecificCharacterSet set(String... terms) {
        return SpecificCharacterSet.of(List.of(terms));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 6, Mueller, 4d75656c6c6572",
        "ISO_IR 100, Müller, 4dfc6c6c6572",
        "ISO_IR 101, Dvořák, 44766ff8e16b",
        "ISO_IR 109, Ġorġ, d56f72f5",
        "ISO_IR 110, Jānis, 4ae06e6973",
        "ISO_IR 144, Люк, bbeeda",
        "ISO_IR 127, قباني, e2c8c7e6ea",
        "ISO_IR 126, Διον, c4e9efed",
        "ISO_IR 138, שרון, f9f8e5ef",
        "ISO_IR 148, Şahin, de6168696e",
        "ISO_IR 203, Lebœuf€, 4c6562bd7566a4",
        "ISO_IR 13, ﾔﾏﾀﾞ, d4cfc0de",
        "ISO_IR 166, สมชาย, cac1aad2c2",
        "ISO_IR 192, 山Ä, e5b1b1c384",
        "GB18030, 王㐂, cdf58139ef31",
        "GBK, 王東, cdf5967c"
    })
    void aSingleTermWorksBothWays(String term, String text, String encoded) {
        byte[] bytes = set(term).encode(text, TextKind.PERSON_NAME);
        assertEquals(text, set(term).decode(bytes, TextKind.PERSON_NAME));
        assertEquals(encoded, hex(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "ISO 2022 IR 100, Müller, 1b2d41, fc",
        "ISO 2022 IR 101, Dvořák, 1b2d42, f8",
        "ISO 2022 IR 109, Ġorġ, 1b2d43, d5",
        "ISO 2022 IR 110, Jānis, 1b2d44, e0",
        "ISO 2022 IR 144, Люк, 1b2d4c, bb",
        "ISO 2022 IR 127, قباني, 1b2d47, e2",
        "ISO 2022 IR 126, Διον, 1b2d46, c4",
        "ISO 2022 IR 138, שרון, 1b2d48, f9",
        "ISO 2022 IR 148, Şahin, 1b2d4d, de",
        "ISO 2022 IR 203, Lebœuf, 1b2d62, bd",
        "ISO 2022 IR 13, ﾔﾏﾀﾞ, 1b2949, d4",
        "ISO 2022 IR 166, สมชาย, 1b2d54, ca",
        "ISO 2022 IR 87, 山田, 1b2442, 3b33",
        "ISO 2022 IR 159, 鷗, 1b242844, 6c3f",
        "ISO 2022 IR 149, 홍길동, 1b242943, c8ab",
        "ISO 2022 IR 58, 张小东, 1b242941, d5c5"
    })
    void aTermAfterTheFirstIsInvokedByItsEscapeSequence(String term, String text, String escape, String code) {
        byte[] bytes = set("", term).encode("A" + text, TextKind.MULTI_VALUED);
        assertTrue(hex(bytes).contains(escape), hex(bytes));
        assertTrue(hex(bytes).contains(code), hex(bytes));
        assertEquals("A" + text, set("", term).decode(bytes, TextKind.MULTI_VALUED));
    }

    @Test
    void returnsToTheInitialSetBeforeEachDelimiterOfTheKind() {
        assertEquals("1b24423b331b28425c1b24423b331b2842", hex(JAPANESE.encode("山\\山", TextKind.MULTI_VALUED)));
        assertEquals("1b24423b331b28420d0a1b24423b331b2842", hex(JAPANESE.encode("山\r\n山", TextKind.SINGLE_TEXT)));
        assertEquals("1b24423b331b28425e41", hex(JAPANESE.encode("山^A", TextKind.PERSON_NAME)));
        assertEquals(
                "1b2d4cbb1b2d415e1b2d4cbb1b2d41",
                hex(set("ISO 2022 IR 100", "ISO 2022 IR 144").encode("Л^Л", TextKind.PERSON_NAME)));
    }

    @Test
    void aBackslashInSingleTextIsACharacterThatResetsNothing() {
        SpecificCharacterSet korean = set("", "ISO 2022 IR 149");
        assertEquals("1b242943c8ab5cc8ab", hex(korean.encode("홍\\홍", TextKind.SINGLE_TEXT)));
        assertEquals("홍\\홍", korean.decode(HexFormat.of().parseHex("1b242943c8ab5cc8ab"), TextKind.SINGLE_TEXT));
    }

    @Test
    void oneRunOfAScriptHasOneEscapeSequence() {
        assertEquals("1b24423b3345441b2842", hex(JAPANESE.encode("山田", TextKind.MULTI_VALUED)));
        String mixed = hex(set("ISO 2022 IR 13", "ISO 2022 IR 87").encode("中ﾎ円", TextKind.MULTI_VALUED));
        assertEquals("1b24424366ce315f1b284a", mixed, "katakana of G1 stands between kanji of G0");
    }

    @Test
    void halvesOfTwoByteCharactersThatLookLikeDelimitersDoNotSplit() {
        // 5C, 5E and 3D as lead and trail bytes of JIS X 0208
        String kanji = JAPANESE.decode(
                Legend.bytes("ESC 02/04 04/02 30 5C 5C 30 30 5E 5E 30 30 3D 3D 30 ESC 02/08 04/02"),
                TextKind.PERSON_NAME);
        assertEquals(6, kanji.length());
        assertTrue(kanji.chars().allMatch(Character::isIdeographic), kanji);
        // 5C as trail byte of GBK and GB18030
        assertEquals("誠\\A", set("GBK").decode(Legend.bytes("D5 5C 5C 41"), TextKind.MULTI_VALUED));
        assertEquals("誠\\A", set("GB18030").decode(Legend.bytes("D5 5C 5C 41"), TextKind.MULTI_VALUED));
        // and of Shift_JIS where IR 13 is declared
        assertEquals("表\\A", set("ISO_IR 13").decode(Legend.bytes("95 5C 5C 41"), TextKind.MULTI_VALUED));
    }

    @Test
    void vendorKanjiDecodeAndAreWrittenBack() {
        byte[] bytes = Legend.bytes("ESC 02/04 04/02 2D 21 7C 62 79 75 ESC 02/08 04/02");
        assertEquals("①髙﨑", JAPANESE.decode(bytes, TextKind.PERSON_NAME));
        assertArrayEquals(bytes, JAPANESE.encode("①髙﨑", TextKind.PERSON_NAME));
    }

    @Test
    void charactersThatWindowsMapsOtherwiseAreWrittenAtTheirPosition() {
        byte[] bytes = JAPANESE.encode("～－∥￠￡￢―", TextKind.MULTI_VALUED);
        assertEquals("1b2442" + "2141" + "215d" + "2142" + "2171" + "2172" + "224c" + "213d" + "1b2842", hex(bytes));
        assertEquals("〜−‖¢£¬—", JAPANESE.decode(bytes, TextKind.MULTI_VALUED));
    }

    @Test
    void aYenSignNeverBecomesABackslash() {
        SpecificCharacterSet set = set("ISO 2022 IR 13", "ISO 2022 IR 87");
        assertEquals("￥100", set.decode(set.encode("¥100", TextKind.MULTI_VALUED), TextKind.MULTI_VALUED));
        assertFalse(set("ISO_IR 13").canEncode("¥", TextKind.MULTI_VALUED));
    }

    @Test
    void jisX0212IsUsedForWhatOnlyItHas() {
        SpecificCharacterSet set = set("", "ISO 2022 IR 87", "ISO 2022 IR 159");
        byte[] bytes = Legend.bytes(
                "ESC 02/04 04/02 3F 39 ESC 02/08 04/02 '^'",
                "ESC 02/04 02/08 04/04 6C 3F ESC 02/04 04/02 33 30 ESC 02/08 04/02");
        assertEquals("森^鷗外", set.decode(bytes, TextKind.PERSON_NAME));
        assertArrayEquals(bytes, set.encode("森^鷗外", TextKind.PERSON_NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Müller", "山", "\u001B", "\uD83D\uDE00"})
    void refusesInsteadOfReplacing(String text) {
        assertFalse(SpecificCharacterSet.DEFAULT.canEncode(text, TextKind.PERSON_NAME));
        UnencodableText refused = assertThrows(
                UnencodableText.class, () -> SpecificCharacterSet.DEFAULT.encode(text, TextKind.PERSON_NAME));
        assertFalse(refused.getMessage().contains(text), "no patient's name in a message");
    }

    @Test
    void refusesCharactersOutsideOfTheSetInEveryEncoding() {
        assertFalse(JAPANESE.canEncode("홍", TextKind.PERSON_NAME));
        assertFalse(JAPANESE.canEncode("ﾔ", TextKind.PERSON_NAME));
        assertFalse(set("ISO_IR 100").canEncode("€", TextKind.PERSON_NAME));
        assertFalse(set("GBK").canEncode("\uD83D\uDE00", TextKind.PERSON_NAME));
        assertTrue(set("GB18030").canEncode("\uD83D\uDE00", TextKind.PERSON_NAME));
        assertTrue(SpecificCharacterSet.UTF_8.canEncode("\uD83D\uDE00", TextKind.PERSON_NAME));
    }

    @Test
    void picksTheFirstSetThatHoldsEveryTextElseUtf8() {
        List<SpecificCharacterSet> preferred = List.of(set("ISO_IR 100"), set("ISO 2022 IR 87"));
        assertEquals(set("ISO_IR 100"), SpecificCharacterSet.firstHolding(List.of("Müller", "Köln"), preferred));
        assertEquals(JAPANESE, SpecificCharacterSet.firstHolding(List.of("Yamada=山田"), preferred));
        assertEquals(SpecificCharacterSet.UTF_8, SpecificCharacterSet.firstHolding(List.of("Müller", "山田"), preferred));
        assertEquals(SpecificCharacterSet.UTF_8, SpecificCharacterSet.firstHolding(List.of("A"), List.of()));
        assertEquals(
                SpecificCharacterSet.DEFAULT,
                SpecificCharacterSet.firstHolding(List.of("A"), List.of(set("ISO_IR 999"))));
    }

    @ParameterizedTest
    @CsvSource({
        "ISO-IR 100, ISO_IR 100",
        "ISO IR 100, ISO_IR 100",
        "iso_ir 100, ISO_IR 100",
        "ISO_IR_100, ISO_IR 100",
        "ISO 2022 IR 100, ISO_IR 100",
        "ISO 8859-1, ISO_IR 100",
        "UTF-8, ISO_IR 192",
        "ISO_IR192, ISO_IR 192",
        "GB 18030, GB18030",
        "ISO 2022 GBK, GBK"
    })
    void understandsMisspeltTermsAndWritesThemRight(String term, String correct) {
        assertEquals(List.of(term), set(term).terms());
        assertEquals(List.of(correct), set(term).wellFormed().terms());
    }

    @Test
    void writesCombinationsAsTheStandardWants() {
        assertEquals(
                List.of("", "ISO 2022 IR 87"),
                set("ISO 2022 IR 87").wellFormed().terms());
        assertEquals(
                List.of("ISO 2022 IR 100", "ISO 2022 IR 144"),
                set("ISO_IR 100", "ISO_IR 144").wellFormed().terms());
        assertEquals(List.of(), set("", "").wellFormed().terms());
        assertEquals(List.of(), set("ISO_IR 6").wellFormed().terms());
        assertEquals(List.of("ISO_IR 192"), set("", "ISO_IR 192").wellFormed().terms());
        assertEquals(
                List.of("ISO_IR 192"),
                set("ISO_IR 192", "ISO 2022 IR 87").wellFormed().terms());
        assertEquals(
                List.of("ISO_IR 100"),
                set("ISO_IR 100", "ISO_IR 192").wellFormed().terms());
    }
}
