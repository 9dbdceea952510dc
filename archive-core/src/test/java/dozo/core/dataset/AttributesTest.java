package dozo.core.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.value.Uid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AttributesTest {

    private final Attributes attributes = new Attributes();

    @Test
    void keepsElementsInTheUnsignedOrderOfTheirTags() {
        attributes.putEmpty(0xFFFCFFFC, Vr.OB).put(Tag.PatientID, Vr.LO, "P").put(Tag.Modality, Vr.CS, "CT");
        assertEquals(
                List.of(Tag.Modality, Tag.PatientID, 0xFFFCFFFC),
                attributes.elements().stream().map(Element::tag).toList());
    }

    @Test
    void tellsAbsentFromEmptyFromFilled() {
        attributes.putEmpty(Tag.PatientID, Vr.LO).put(Tag.StudyID, Vr.SH, "1");
        assertFalse(attributes.contains(Tag.Modality));
        assertTrue(attributes.contains(Tag.PatientID));
        assertFalse(attributes.hasValue(Tag.PatientID));
        assertEquals(Optional.empty(), attributes.bytes(Tag.PatientID));
        assertEquals(Optional.empty(), attributes.string(Tag.PatientID));
        assertTrue(attributes.hasValue(Tag.StudyID));
    }

    @Test
    void cutsTextAtBackslashesAndStripsPaddingButKeepsEmptyValues() {
        put(Tag.ImageType, Vr.CS, " ORIGINAL \\\\ PRIMARY ");
        assertEquals(List.of("ORIGINAL", "", "PRIMARY"), attributes.strings(Tag.ImageType));
    }

    @Test
    void keepsBackslashesAndLeadingSpacesOfSingleText() {
        put(0x00204000, Vr.LT, "  a\\b  ");
        assertEquals(List.of("  a\\b"), attributes.strings(0x00204000));
    }

    @Test
    void readsTextThatCameAsUn() {
        put(Tag.SOPInstanceUID, Vr.UN, "1.2.3\0");
        assertEquals(Optional.of(new Uid("1.2.3")), attributes.uid(Tag.SOPInstanceUID));
    }

    @Test
    void readsNumbersOfEachBinaryRepresentationAndOfText() {
        attributes.put(Tag.Rows, Vr.US, 65535).put(0x00280106, Vr.SS, -2).put(0x00080001, Vr.UL, 70000);
        attributes.put(0x00186020, Vr.SL, -70000).put(Tag.NumberOfFrames, Vr.IS, " 12 ");
        assertEquals(OptionalInt.of(65535), attributes.integer(Tag.Rows));
        assertEquals(OptionalInt.of(-2), attributes.integer(0x00280106));
        assertEquals(OptionalInt.of(70000), attributes.integer(0x00080001));
        assertEquals(OptionalInt.of(-70000), attributes.integer(0x00186020));
        assertEquals(OptionalInt.of(12), attributes.integer(Tag.NumberOfFrames));
    }

    @Test
    void findsNoNumberInValuesThatHoldNone() {
        put(Tag.Rows, Vr.US, "x");
        put(Tag.NumberOfFrames, Vr.IS, "1.5");
        assertEquals(OptionalInt.empty(), attributes.integer(Tag.Rows));
        assertEquals(OptionalInt.empty(), attributes.integer(Tag.NumberOfFrames));
        assertEquals(OptionalInt.empty(), attributes.integer(Tag.Columns));
    }

    @Test
    void padsTextWithSpacesAndUidsWithZero() {
        attributes.put(Tag.PatientID, Vr.LO, "abc").put(Tag.SOPInstanceUID, new Uid("1.2"));
        assertArrayEquals("abc ".getBytes(StandardCharsets.US_ASCII), value(Tag.PatientID));
        assertArrayEquals("1.2\0".getBytes(StandardCharsets.US_ASCII), value(Tag.SOPInstanceUID));
    }

    @Test
    void encodesTextInTheCharacterSetThatWasPutBefore() {
        attributes.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100").put(Tag.PatientName, Vr.PN, "Jérôme");
        assertArrayEquals("Jérôme".getBytes(StandardCharsets.ISO_8859_1), value(Tag.PatientName));
        assertEquals(Optional.of("Jérôme"), attributes.string(Tag.PatientName));
    }

    @Test
    void refusesTextThatTheRepresentationCannotHold() {
        assertThrows(IllegalArgumentException.class, () -> attributes.put(Tag.Modality, Vr.CS, "山"));
        assertThrows(IllegalArgumentException.class, () -> attributes.put(Tag.PatientID, Vr.LO, 1));
    }

    @Test
    void readsItemsInTheCharacterSetAroundUnlessTheyStateTheirOwn() {
        SpecificCharacterSet latin = SpecificCharacterSet.of(List.of("ISO_IR 100"));
        Attributes item = new Attributes(latin);
        item.put(new Element.Bytes(Tag.PatientName, Vr.PN, new byte[] {(byte) 0xE9, ' '}));
        assertEquals(Optional.of("é"), item.string(Tag.PatientName));
        item.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 144");
        assertEquals(Optional.of("щ"), item.string(Tag.PatientName));
        item.remove(Tag.SpecificCharacterSet);
        assertEquals(Optional.of("é"), item.string(Tag.PatientName));
    }

    @Test
    void namesTagsButNoValuesAsText() {
        attributes.put(Tag.PatientName, Vr.PN, "Secret^Name");
        assertEquals("Attributes[(0010,0010)]", attributes.toString());
    }

    private void put(int tag, Vr vr, String text) {
        attributes.put(new Element.Bytes(tag, vr, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private byte[] value(int tag) {
        return attributes.bytes(tag).orElseThrow();
    }
}
