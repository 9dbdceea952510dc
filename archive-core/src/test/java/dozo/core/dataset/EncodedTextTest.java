package dozo.core.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.charset.UnencodableText;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Text values through a data set: character sets, delimiters and padding together. */
class EncodedTextTest {

    private static Attributes in(String... terms) {
        return new Attributes().put(Tag.SpecificCharacterSet, Vr.CS, terms);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    @Test
    void aTrailByteThatLooksLikeABackslashDoesNotSplitAValue() {
        // in GBK 誠 is D5 5C; in Shift_JIS 表 is 95 5C
        Attributes chinese = in("GBK").put(new Element.Bytes(Tag.StudyDescription, Vr.LO, hex("d55c5cd55c")));
        assertEquals(List.of("誠", "誠"), chinese.strings(Tag.StudyDescription));
        Attributes japanese = in("ISO_IR 13").put(new Element.Bytes(Tag.StudyDescription, Vr.LO, hex("955c5c955c")));
        assertEquals(List.of("表", "表"), japanese.strings(Tag.StudyDescription));
    }

    @Test
    void eachValueStartsInTheInitialSets() {
        Attributes attributes = in("", "ISO 2022 IR 87").put(Tag.StudyDescription, Vr.LO, "山", "田A");
        assertEquals(List.of("山", "田A"), attributes.strings(Tag.StudyDescription));
        assertArrayEquals(
                hex("1b24423b331b2842" + "5c" + "1b244245441b284241"),
                attributes
                        .bytes(Tag.StudyDescription)
                        .map(EncodedTextTest::unpadded)
                        .orElseThrow());
    }

    @Test
    void aBackslashStaysInTextOfOneValue() {
        Attributes attributes = in("ISO_IR 192").put(0x001021B0, Vr.LT, "a\\山");
        assertEquals(List.of("a\\山"), attributes.strings(0x001021B0));
    }

    @Test
    void anItemWithoutItsOwnCharacterSetHasThatOfTheDataSet() {
        Attributes item = new Attributes(in("GB18030").characterSet())
                .put(new Element.Bytes(Tag.StudyDescription, Vr.LO, hex("d6d0cec4")));
        assertEquals(Optional.of("中文"), item.string(Tag.StudyDescription));
    }

    @Test
    void whatTheCharacterSetCannotHoldIsRefusedNotReplaced() {
        assertThrows(UnencodableText.class, () -> in("ISO_IR 100").put(Tag.PatientName, Vr.PN, "山田"));
        assertThrows(IllegalArgumentException.class, () -> in("ISO_IR 192").put(Tag.Modality, Vr.CS, "山"));
    }

    @Test
    void bytesOutsideOfAsciiInACodeStringGoOutAsTheyCame() {
        Attributes attributes = new Attributes().put(new Element.Bytes(Tag.Modality, Vr.CS, hex("c4d6")));
        String text = attributes.string(Tag.Modality).orElseThrow();
        assertArrayEquals(
                hex("c4d6"),
                new Attributes()
                        .put(Tag.Modality, Vr.CS, text)
                        .bytes(Tag.Modality)
                        .orElseThrow());
    }

    private static byte[] unpadded(byte[] value) {
        int length = value[value.length - 1] == ' ' ? value.length - 1 : value.length;
        return Arrays.copyOf(value, length);
    }
}
