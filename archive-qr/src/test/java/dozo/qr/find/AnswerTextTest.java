package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTextTest {

    private static final SpecificCharacterSet JAPANESE = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 87"));
    private static final SpecificCharacterSet LATIN_1 = SpecificCharacterSet.of(List.of("ISO_IR 100"));
    private static final long SEED = 20261122;
    private static final String CHARACTERS = "  Aa9^=\\~}\0\n\u001B\u00E9";
    private static final String KANJI_NAME = "Yamada^Tarou=山田^太郎=やまだ^たろう";

    @Test
    void keepsTheBytesOfTheStoredSetWhereItIsPreferred() {
        Attributes stored = named(JAPANESE, KANJI_NAME);
        Attributes answer = AnswerText.rewrite(stored, List.of(JAPANESE));
        assertEquals(JAPANESE.terms(), answer.strings(Tag.SpecificCharacterSet));
        assertArrayEquals(
                stored.bytes(Tag.PatientName).orElseThrow(),
                answer.bytes(Tag.PatientName).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"Shift_JIS, \\ISO 2022 IR 87", "EUC-JP, \\ISO 2022 IR 87", "UTF-8, \\ISO 2022 IR 87"})
    void writesAnewWhatIsNotInTheSetThatItsObjectStates(String charset, String terms) {
        SpecificCharacterSet stated = SpecificCharacterSet.of(List.of(terms.split("\\\\")));
        byte[] mislabelled = "Yamada^Tarou=山田^太郎".getBytes(Charset.forName(charset));
        Attributes stored = new Attributes(stated).put(new Element.Bytes(Tag.PatientName, Vr.PN, mislabelled));
        Attributes answer = AnswerText.rewrite(stored, List.of(stated));
        assertEquals(stated.terms(), answer.strings(Tag.SpecificCharacterSet));
        assertArrayEquals(
                named(stated, "Yamada^Tarou=山田^太郎").bytes(Tag.PatientName).orElseThrow(),
                answer.bytes(Tag.PatientName).orElseThrow());
    }

    @Test
    void writesTheRequestedSetWhereItHoldsTheText() {
        Attributes answer =
                AnswerText.rewrite(named(JAPANESE, KANJI_NAME), List.of(SpecificCharacterSet.UTF_8, JAPANESE));
        assertEquals(List.of("ISO_IR 192"), answer.strings(Tag.SpecificCharacterSet));
        assertEquals(KANJI_NAME, answer.string(Tag.PatientName).orElseThrow());
    }

    @Test
    void fallsBackToTheStoredSetWhereTheRequestedOneLacksACharacter() {
        Attributes answer = AnswerText.rewrite(named(JAPANESE, KANJI_NAME), List.of(LATIN_1, JAPANESE));
        assertEquals(JAPANESE.terms(), answer.strings(Tag.SpecificCharacterSet));
        assertEquals(KANJI_NAME, answer.string(Tag.PatientName).orElseThrow());
    }

    @Test
    void takesUtf8WhereNoPreferredSetHoldsTheText() {
        Attributes answer = AnswerText.rewrite(named(SpecificCharacterSet.UTF_8, "髙橋^①"), List.of(LATIN_1));
        assertEquals(List.of("ISO_IR 192"), answer.strings(Tag.SpecificCharacterSet));
        assertEquals("髙橋^①", answer.string(Tag.PatientName).orElseThrow());
    }

    @Test
    void statesNoSetForTheDefaultRepertoire() {
        Attributes answer = AnswerText.rewrite(named(LATIN_1, "Smith^John"), List.of(SpecificCharacterSet.DEFAULT));
        assertFalse(answer.contains(Tag.SpecificCharacterSet));
        assertEquals("Smith^John", answer.string(Tag.PatientName).orElseThrow());
    }

    @Test
    void rewritesTheTextOfItemsTooAndDropsTheirOwnSets() {
        Attributes item = new Attributes(LATIN_1);
        item.put(Tag.SpecificCharacterSet, Vr.CS, "", "ISO 2022 IR 87");
        item.put(Tag.StudyDescription, Vr.LO, "頭部");
        Attributes stored = new Attributes(LATIN_1).putItems(Tag.ReferencedSOPSequence, List.of(item));
        Attributes answer = AnswerText.rewrite(stored, List.of(SpecificCharacterSet.UTF_8));
        Attributes rewritten = answer.items(Tag.ReferencedSOPSequence).get(0);
        assertEquals("頭部", rewritten.string(Tag.StudyDescription).orElseThrow());
        assertFalse(rewritten.contains(Tag.SpecificCharacterSet));
    }

    /** Whatever is passed on as it is, must be what writing it anew comes to. */
    @ParameterizedTest
    @ValueSource(strings = {"PN", "LO", "SH", "LT", "ST", "UC", "UT"})
    void writesTextOfEveryKindAsItsValuesAreWrittenAnew(Vr vr) {
        Random random = new Random(SEED);
        List<SpecificCharacterSet> preferred =
                List.of(SpecificCharacterSet.of(List.of("ISO_IR 13")), SpecificCharacterSet.UTF_8, LATIN_1, JAPANESE);
        for (int i = 0; i < 20_000; i++) {
            byte[] value = new byte[random.nextInt(9)];
            for (int at = 0; at < value.length; at++) {
                value[at] = (byte) CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            }
            Attributes stored = new Attributes().put(new Element.Bytes(Tag.PatientName, vr, value));
            Attributes answer = AnswerText.rewrite(stored, List.of(preferred.get(i % preferred.size())));
            Attributes anew = new Attributes(answer.characterSet())
                    .put(Tag.PatientName, vr, stored.strings(Tag.PatientName).toArray(String[]::new));
            assertEquals(
                    HexFormat.of().formatHex(anew.bytes(Tag.PatientName).orElse(new byte[0])),
                    HexFormat.of().formatHex(answer.bytes(Tag.PatientName).orElse(new byte[0])),
                    () -> "of " + HexFormat.of().formatHex(value) + ", seed " + SEED);
        }
    }

    private static Attributes named(SpecificCharacterSet set, String name) {
        return new Attributes(set).put(Tag.PatientName, Vr.PN, name);
    }
}
