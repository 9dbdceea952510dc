package dozo.core.charset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices send, and what they meant. */
class LenientDecodingTest {

    private static final String JIS_NAME = "ESC 02/04 04/02 3B 33 45 44";

    private static String name(List<String> terms, byte[] bytes) {
        return SpecificCharacterSet.of(terms).decode(bytes, TextKind.PERSON_NAME);
    }

    private static byte[] in(String charset, String text) {
        return text.getBytes(Charset.forName(charset));
    }

    @Test
    void aSingleIr87MeansAsciiFirst() {
        assertEquals(
                "Yamada=山田", name(List.of("ISO 2022 IR 87"), Legend.bytes("'Yamada='", JIS_NAME, "ESC 02/08 04/02")));
    }

    @Test
    void theReturnToAsciiMayBeMissingBeforeADelimiterAndAtTheEnd() {
        byte[] bytes = Legend.bytes(JIS_NAME, "'^'", "ESC 02/04 04/02 42 40 4F 3A");
        assertEquals("山田^太郎", name(List.of("", "ISO 2022 IR 87"), bytes));
        assertEquals("山田 ", name(List.of("", "ISO 2022 IR 87"), Legend.bytes(JIS_NAME, "20")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ISO_IR 100", "ISO_IR 192", "GB18030"})
    void escapeSequencesNeedNoDeclaration(String term) {
        assertEquals("A=山田", name(List.of(term), Legend.bytes("'A='", JIS_NAME, "ESC 02/08 04/02")));
    }

    @Test
    void sequencesOfOtherIso2022EncodingsAreKnown() {
        assertEquals("山田", name(List.of("ISO 2022 IR 87"), Legend.bytes("ESC '$@' 3B 33 45 44 ESC '(J'")));
        assertEquals("ﾔﾏ", name(List.of("ISO 2022 IR 87"), Legend.bytes("ESC '(I' 54 4F ESC '(B'")));
    }

    @Test
    void anUnknownSequenceStaysInTheText() {
        assertEquals("A\u001B%GB", name(List.of("ISO 2022 IR 87"), Legend.bytes("41 ESC '%G' 42")));
    }

    @Test
    void ir13MayHoldRawShiftJis() {
        assertEquals("山田^太郎", name(List.of("ISO_IR 13"), in("windows-31j", "山田^太郎")));
        assertEquals("ﾔﾏﾀﾞ 表^ソ", name(List.of("ISO_IR 13"), in("windows-31j", "ﾔﾏﾀﾞ 表^ソ")));
        assertEquals("ﾔﾏﾀﾞ", name(List.of("ISO_IR 13"), in("windows-31j", "ﾔﾏﾀﾞ")));
    }

    @Test
    void ir87MayHoldRawEucOrShiftJis() {
        assertEquals("山田^太郎", name(List.of("", "ISO 2022 IR 87"), in("EUC-JP", "山田^太郎")));
        assertEquals("斎藤^一", name(List.of("", "ISO 2022 IR 87"), in("windows-31j", "斎藤^一")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ISO_IR 100", "ISO_IR 6", "ISO_IR 13", "ISO 2022 IR 87", "ISO 2022 IR 149", "ISO_IR 999"})
    void utf8IsFoundWhateverWasDeclared(String term) {
        assertEquals("山田^太郎", name(List.of(term), "山田^太郎".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ISO_IR 100", "ISO_IR 999"})
    void utf8OfEuropeanLettersIsFoundWhereLatin1OrNothingWasDeclared(String term) {
        assertEquals("Müßig^Jörg", name(List.of(term), "Müßig^Jörg".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void declaredLatin1StaysLatin1() {
        assertEquals("Müßig^Jörg", name(List.of("ISO_IR 100"), in("ISO-8859-1", "Müßig^Jörg")));
        assertEquals("JOÃO^Ã", name(List.of("ISO_IR 100"), in("ISO-8859-1", "JOÃO^Ã")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ISO_IR 6", "ISO_IR 100", "NONSENSE"})
    void undeclaredBytesAreWesternEuropean(String term) {
        assertEquals("Müßig^Jörg", name(List.of(term), in("windows-1252", "Müßig^Jörg")));
        assertEquals("Šárka œ€", name(List.of(term), in("windows-1252", "Šárka œ€")));
    }

    @Test
    void koreanNeedsNoEscapeSequence() {
        assertEquals("홍^길동", name(List.of("", "ISO 2022 IR 149"), in("EUC-KR", "홍^길동")));
        assertEquals("천^홍", name(List.of("", "ISO 2022 IR 149"), in("EUC-KR", "천^홍")), "not UTF-8 by accident");
        assertEquals("홍^길동", name(List.of("ISO 2022 IR 149"), in("EUC-KR", "홍^길동")));
    }

    @Test
    void koreanAndChineseMayHoldWhatWindowsAdded() {
        byte[] bytes = Legend.bytes("ESC 02/04 02/09 04/03 8C 63 B9 E6 B0 A2 C7 CF");
        assertEquals("똠방각하", name(List.of("", "ISO 2022 IR 149"), bytes));
        assertEquals("镕", name(List.of("", "ISO 2022 IR 58"), Legend.bytes("ESC 02/04 02/09 04/01 E9 46")));
    }

    @Test
    void chineseNeedsNoEscapeSequence() {
        assertEquals("张^小东", name(List.of("", "ISO 2022 IR 58"), in("GBK", "张^小东")));
    }

    @Test
    void gbkMayHoldGb18030() {
        assertEquals("王㐂", name(List.of("GBK"), in("GB18030", "王㐂")));
    }

    @Test
    void aByteOutsideOfADeclaredSetCostsOnlyItself() {
        assertEquals("Δ\uFFFDι", name(List.of("ISO_IR 126"), Legend.bytes("C4 FF E9")));
        assertEquals(
                "홍\uFFFDA", name(List.of("", "ISO 2022 IR 149"), Legend.bytes("ESC 02/04 02/09 04/03 C8 AB FF 41")));
    }

    @Test
    void invalidUtf8CostsOnlyItself() {
        assertEquals(
                "Bad\uFFFD\uFFFD^Utf\uFFFD(", name(List.of("ISO_IR 192"), Legend.bytes("'Bad' FF FE '^Utf' C3 '('")));
    }

    @Test
    void decodingNeverFailsOnRandomBytes() {
        long seed = System.nanoTime();
        System.out.println("LenientDecodingTest seed " + seed);
        Random random = new Random(seed);
        List<List<String>> sets = List.of(
                List.of("ISO 2022 IR 13", "ISO 2022 IR 87", "ISO 2022 IR 159"),
                List.of("", "ISO 2022 IR 149", "ISO 2022 IR 58"),
                List.of("GBK"),
                List.of("ISO_IR 192"),
                List.of("ISO_IR 100"),
                List.of());
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (random.nextInt(8) == 0) {
                    bytes[i] = (byte) "\u001B$()B\\^=\r".charAt(random.nextInt(9));
                }
            }
            for (List<String> terms : sets) {
                SpecificCharacterSet set = SpecificCharacterSet.of(terms);
                for (TextKind kind : TextKind.values()) {
                    set.decode(bytes, kind);
                }
            }
        }
    }
}
