package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What devices in the field send against the standard, byte by byte. Each hexadecimal text is one data set. */
class LenientReadingTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax BIG = TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;

    private static final int SEQUENCE = 0x00081140;
    private static final String SEQUENCE_UNDEFINED = "08004011 5351 0000 FFFFFFFF ";
    private static final String ITEM_UNDEFINED = "FEFF00E0 FFFFFFFF ";
    private static final String ITEM_END = "FEFF0DE0 00000000 ";
    private static final String SEQUENCE_END = "FEFFDDE0 00000000 ";
    private static final String STUDY_ID = "20001000 5348 0200 5331 "; // (0020,0010) SH "S1"
    private static final String PATIENT_ID = "10002000 4C4F 0200 5031 "; // (0010,0020) LO "P1"

    @Test
    void readsLowerCaseRepresentations() throws DecodingException {
        Attributes read = read("10002000 6C6F 0200 5031", EXPLICIT);
        assertEquals(Vr.LO, read.element(Tag.PatientID).orElseThrow().vr());
    }

    @Test
    void readsRepresentationsOfZeroBytesWithAShortLength() throws DecodingException {
        Attributes read = read(PATIENT_ID + "20001000 0000 0200 5331 28001000 5553 0200 1000", EXPLICIT);
        assertEquals(Vr.UN, read.element(Tag.StudyID).orElseThrow().vr());
        assertEquals("S1", read.string(Tag.StudyID).orElseThrow());
        assertEquals(16, read.integer(Tag.Rows).orElseThrow());
    }

    @Test
    void readsUnknownRepresentationsWithTheLongFormOfTheStandardAndTheShortFormOfDevices() throws DecodingException {
        Attributes longForm = read("20001000 5A5A 0000 02000000 5331 28001000 5553 0200 1000", EXPLICIT);
        Attributes shortForm = read("20001000 5A5A 0200 5331 28001000 5553 0200 1000", EXPLICIT);
        assertEquals("S1", longForm.string(Tag.StudyID).orElseThrow());
        assertEquals("S1", shortForm.string(Tag.StudyID).orElseThrow());
        assertEquals(2, longForm.size());
        assertEquals(2, shortForm.size());
    }

    @Test
    void readsALongTextWithAShortLength() throws DecodingException {
        Attributes read = read("08008000 5554 0400 41424344 " + PATIENT_ID, EXPLICIT);
        assertEquals("ABCD", read.string(Tag.InstitutionName).orElseThrow());
        assertEquals("P1", read.string(Tag.PatientID).orElseThrow());
    }

    @Test
    void readsImplicitWhereExplicitWasAgreedAndTheOtherWayRound() throws DecodingException {
        String implicit = "08006000 02000000 4354 10002000 02000000 5031";
        String explicit = "08006000 4353 0200 4354 10002000 4C4F 0200 5031";
        for (String encoded : List.of(implicit, explicit)) {
            for (TransferSyntax agreed : List.of(IMPLICIT, EXPLICIT)) {
                Attributes read = read(encoded, agreed);
                assertEquals("CT", read.string(Tag.Modality).orElseThrow());
                assertEquals("P1", read.string(Tag.PatientID).orElseThrow());
            }
        }
    }

    @Test
    void closesASequenceWhoseDelimiterIsMissingAtTheNextElement() throws DecodingException {
        Attributes read = read(SEQUENCE_UNDEFINED + ITEM_UNDEFINED + STUDY_ID + ITEM_END + PATIENT_ID, EXPLICIT);
        assertEquals(1, read.items(SEQUENCE).size());
        assertEquals("P1", read.string(Tag.PatientID).orElseThrow());
    }

    @Test
    void closesAnItemWhoseDelimiterIsMissingAtTheNextItem() throws DecodingException {
        String items = ITEM_UNDEFINED + STUDY_ID + ITEM_UNDEFINED + STUDY_ID;
        Attributes read = read(SEQUENCE_UNDEFINED + items + SEQUENCE_END + PATIENT_ID, EXPLICIT);
        assertEquals(2, read.items(SEQUENCE).size());
        assertEquals("P1", read.string(Tag.PatientID).orElseThrow());
    }

    @Test
    void closesEverythingAtTheEndOfTheStream() throws DecodingException {
        Attributes read = read(SEQUENCE_UNDEFINED + ITEM_UNDEFINED + STUDY_ID, EXPLICIT);
        assertEquals("S1", read.items(SEQUENCE).get(0).string(Tag.StudyID).orElseThrow());
    }

    @Test
    void skipsDelimitersThatCloseNothing() throws DecodingException {
        Attributes read = read(SEQUENCE_END + STUDY_ID + ITEM_END + PATIENT_ID, EXPLICIT);
        assertEquals(2, read.size());
    }

    @Test
    void skipsDelimitersInsideDefinedLengths() throws DecodingException {
        String item = "FEFF00E0 12000000 " + STUDY_ID + ITEM_END;
        Attributes read = read("08004011 5351 0000 22000000 " + item + SEQUENCE_END + PATIENT_ID, EXPLICIT);
        assertEquals("S1", read.items(SEQUENCE).get(0).string(Tag.StudyID).orElseThrow());
        assertEquals("P1", read.string(Tag.PatientID).orElseThrow());
    }

    @Test
    void endsAnItemThatClaimsTooMuchWithItsSequence() throws DecodingException {
        Attributes read = read("08004011 5351 0000 12000000 FEFF00E0 FF000000 " + STUDY_ID + PATIENT_ID, EXPLICIT);
        assertEquals(1, read.items(SEQUENCE).get(0).size());
        assertEquals("P1", read.string(Tag.PatientID).orElseThrow());
    }

    @Test
    void refusesAnElementLongerThanItsItem() {
        assertMalformed("08004011 5351 0000 12000000 FEFF00E0 0A000000 20001000 5348 0400 5331 5332");
    }

    @Test
    void keepsBytesThatAreNoItemsThoughTheyAreCalledASequence() throws DecodingException {
        Attributes read = read("08004011 5351 0000 04000000 01020304 " + PATIENT_ID, EXPLICIT);
        Element.Bytes kept =
                assertInstanceOf(Element.Bytes.class, read.element(SEQUENCE).orElseThrow());
        assertEquals(Vr.UN, kept.vr());
        assertArrayEquals(new byte[] {1, 2, 3, 4}, kept.value());
    }

    @Test
    void readsUnOfUndefinedLengthAsImplicitWhateverIsAround() throws DecodingException {
        String inner = "FEFF00E0 FFFFFFFF 20001000 02000000 5331 " + ITEM_END + SEQUENCE_END;
        String little = "09001010 554E 0000 FFFFFFFF " + inner + PATIENT_ID;
        String big = "00091010 554E 0000 FFFFFFFF " + inner + "00100020 4C4F 0002 5031";
        for (Attributes read : List.of(read(little, EXPLICIT), read(big, BIG))) {
            assertEquals("S1", read.items(0x00091010).get(0).string(Tag.StudyID).orElseThrow());
            assertEquals("P1", read.string(Tag.PatientID).orElseThrow());
        }
    }

    @Test
    void readsItemsThatAreImplicitInsideAnExplicitDataSet() throws DecodingException {
        String item = ITEM_UNDEFINED + "20001000 02000000 5331 " + ITEM_END;
        Attributes read = read(SEQUENCE_UNDEFINED + item + SEQUENCE_END + PATIENT_ID, EXPLICIT);
        assertEquals("S1", read.items(SEQUENCE).get(0).string(Tag.StudyID).orElseThrow());
        assertEquals("P1", read.string(Tag.PatientID).orElseThrow());
    }

    @Test
    void keepsOddLengthsAsTheyAreAndTheLastOfDuplicates() throws DecodingException {
        Attributes read = read("10002000 4C4F 0300 414243 20001000 5348 0100 41 20001000 5348 0100 42", EXPLICIT);
        assertEquals("ABC", read.string(Tag.PatientID).orElseThrow());
        assertEquals("B", read.string(Tag.StudyID).orElseThrow());
    }

    @Test
    void endsAtZeroPadding() throws DecodingException {
        for (String padding : List.of("00", "00000000000000", "00".repeat(512))) {
            assertEquals(1, read(PATIENT_ID + padding, EXPLICIT).size(), padding.length() / 2 + " bytes");
        }
        assertMalformed(PATIENT_ID + "00".repeat(20) + "01");
    }

    @Test
    void choosesAmongRepresentationsByThePixels() throws DecodingException {
        String signed = "28000301 02000000 0100 28000601 02000000 FEFF ";
        assertEquals(Vr.SS, vrOf(0x00280106, read(signed, IMPLICIT)));
        String unsigned = "28000301 02000000 0000 28000601 02000000 FEFF ";
        assertEquals(Vr.US, vrOf(0x00280106, read(unsigned, IMPLICIT)));
        String eightBits = "28000001 02000000 0800 E07F1000 02000000 0102";
        assertEquals(Vr.OB, vrOf(Tag.PixelData, read(eightBits, IMPLICIT)));
        String sixteenBits = "28000001 02000000 1000 E07F1000 02000000 0102";
        assertEquals(Vr.OW, vrOf(Tag.PixelData, read(sixteenBits, IMPLICIT)));
        assertEquals(Vr.OW, vrOf(0x00283006, read("28000630 02000000 0102", IMPLICIT)));
    }

    @Test
    void choosesInsideItemsByThePixelsOfTheDataSetAround() throws DecodingException {
        // Pixel Value Mapping's first value mapped, in Real World Value Mapping Sequence
        String item = "FEFF00E0 0A000000 40001692 02000000 FEFF ";
        Attributes read = read("28000301 02000000 0100 40009690 12000000 " + item, IMPLICIT);
        assertEquals(Vr.SS, vrOf(0x00409216, read.items(0x00409096).get(0)));
    }

    @Test
    void turnsNumbersOfBigEndianIntoLittleEndianByTheirUnit() throws DecodingException {
        Attributes read = read("00281052 4644 0008 0102030405060708 00280010 5553 0002 0010", BIG);
        assertEquals(16, read.integer(Tag.Rows).orElseThrow());
        assertArrayEquals(
                new byte[] {8, 7, 6, 5, 4, 3, 2, 1}, read.bytes(0x00281052).orElseThrow());
    }

    @Test
    void resolvesPrivateRepresentationsByTheirCreator() throws DecodingException {
        String creator = "09001000 0C000000 47454D535F4944454E5F3031 "; // GEMS_IDEN_01
        Attributes read = read(creator + "09000110 04000000 41424344 09000111 04000000 41424344", IMPLICIT);
        assertEquals(Vr.LO, vrOf(0x00090010, read));
        assertEquals(Vr.LO, vrOf(0x00091001, read));
        assertEquals(Vr.UN, vrOf(0x00091101, read), "nobody has reserved this block");
    }

    @Test
    void tellsATruncatedDataSetFromAMalformedOne() {
        DecodingException truncated =
                assertThrows(DecodingException.class, () -> read("10002000 4C4F 0400 5031", EXPLICIT));
        assertEquals(DecodingException.Reason.TRUNCATED, truncated.reason());
        assertTrue(truncated.getMessage().contains("(0010,0020)"));
    }

    private static void assertMalformed(String hex) {
        DecodingException thrown = assertThrows(DecodingException.class, () -> read(hex, EXPLICIT));
        assertEquals(DecodingException.Reason.MALFORMED, thrown.reason());
    }

    private static Vr vrOf(int tag, Attributes attributes) {
        return attributes.element(tag).orElseThrow().vr();
    }

    private static Attributes read(String hex, TransferSyntax syntax) throws DecodingException {
        return DatasetReader.read(HexFormat.of().parseHex(hex.replace(" ", "")), syntax, DecodingLimits.STANDARD);
    }
}
