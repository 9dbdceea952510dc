package dozo.core.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {

    @Test
    void everyTagConstantHasTheNumberOfItsKeyword() throws IllegalAccessException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (Field field : Tag.class.getFields()) {
            if (field.getType() == int.class) {
                count++;
                if (!DataDictionary.tagOf(field.getName()).equals(OptionalInt.of(field.getInt(null)))) {
                    wrong.add(field.getName());
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(count > 80, "the constants were found");
    }

    @Test
    void knowsNameVrAndMultiplicity() {
        DictionaryEntry name = DataDictionary.entry(Tag.PatientName).orElseThrow();
        assertEquals(
                new DictionaryEntry(0x00100010, "PatientName", "Patient's Name", List.of(Vr.PN), "1", false), name);
        assertEquals("2-n", DataDictionary.entry(Tag.ImageType).orElseThrow().vm());
    }

    @Test
    void assumesWordsWhereTheStandardLeavesAChoice() {
        assertEquals(
                List.of(Vr.OW, Vr.OB),
                DataDictionary.entry(Tag.PixelData).orElseThrow().vrs());
        assertEquals(Vr.OW, DataDictionary.vrOf(Tag.PixelData));
        assertEquals(
                Vr.US,
                DataDictionary.vrOf(DataDictionary.tagOf("PixelPaddingValue").orElseThrow()));
        assertEquals(Vr.OW, DataDictionary.vrOf(DataDictionary.tagOf("LUTData").orElseThrow()));
    }

    @Test
    void knowsCommandFileMetaAndDelimiterElements() {
        assertEquals(Vr.US, DataDictionary.vrOf(Tag.CommandField));
        assertEquals(Vr.UI, DataDictionary.vrOf(Tag.TransferSyntaxUID));
        assertEquals(List.of(), DataDictionary.entry(Tag.Item).orElseThrow().vrs());
        assertEquals(Vr.UN, DataDictionary.vrOf(Tag.SequenceDelimitationItem));
    }

    @Test
    void findsEveryMemberOfARepeatingGroup() {
        for (int group = 0x6000; group <= 0x601E; group += 2) {
            DictionaryEntry data = DataDictionary.entry(group << 16 | 0x3000).orElseThrow();
            assertEquals("OverlayData", data.keyword());
            assertEquals(group << 16 | 0x3000, data.tag());
        }
        assertEquals(Vr.OW, DataDictionary.vrOf(0x50023000));
        assertTrue(DataDictionary.entry(0x50FE0005).orElseThrow().retired());
        assertEquals(OptionalInt.of(0x60000010), DataDictionary.tagOf("OverlayRows"));
    }

    @Test
    void oddGroupsAreNoMembersOfARepeatingGroup() {
        assertTrue(DataDictionary.entry(0x60013000).isEmpty());
        assertEquals(Vr.UN, DataDictionary.vrOf(0x60013000));
    }

    @Test
    void marksWhatTheStandardRetired() {
        assertTrue(DataDictionary.entry(DataDictionary.tagOf("OtherPatientIDs").orElseThrow())
                .orElseThrow()
                .retired());
        assertFalse(DataDictionary.entry(Tag.PatientID).orElseThrow().retired());
    }

    @Test
    void knowsElementsOfLaterEditions() {
        assertEquals(OptionalInt.of(0x00080019), DataDictionary.tagOf("PyramidUID"));
        assertEquals(Vr.CS, DataDictionary.vrOf(0x0008001C));
        assertEquals(Vr.UV, DataDictionary.vrOf(0x7FE00003));
        assertEquals(OptionalInt.of(0x003A0325), DataDictionary.tagOf("AnalogFilterTypeCodeSequence"));
    }

    @Test
    void assumesUlForGroupLengthsLoForPrivateCreatorsAndUnForTheUnknown() {
        assertEquals(Vr.UL, DataDictionary.vrOf(0x00100000));
        assertEquals(Vr.UL, DataDictionary.vrOf(0x00090000));
        assertEquals(Vr.LO, DataDictionary.vrOf(0x00090010));
        assertEquals(Vr.UN, DataDictionary.vrOf(0x00091001));
        assertEquals(Vr.UN, DataDictionary.vrOf(0x00081FFF));
        assertEquals(OptionalInt.empty(), DataDictionary.tagOf("NoSuchKeyword"));
        assertEquals(OptionalInt.empty(), DataDictionary.tagOf(""));
    }

    @Test
    void privateElementsBelongToTheirCreatorInWhateverBlock() {
        assertEquals(Vr.SL, DataDictionary.vrOf(0x00191002, "GEMS_ACQU_01"));
        assertEquals(Vr.SL, DataDictionary.vrOf(0x00194202, "GEMS_ACQU_01 "));
        assertEquals(Vr.UN, DataDictionary.vrOf(0x00191002, "SOMEBODY ELSE"));
        assertEquals(Vr.UN, DataDictionary.vrOf(0x00191002, null));
        assertEquals(Vr.OB, DataDictionary.vrOf(0x00291010, "SIEMENS CSA HEADER"));
        assertEquals(Vr.US, DataDictionary.vrOf(0x60011010, "PAPYRUS 3.0"));
    }

    @Test
    void aPrivateCreatorDoesNotChangeStandardElements() {
        assertEquals(Vr.PN, DataDictionary.vrOf(Tag.PatientName, "GEMS_ACQU_01"));
        assertEquals(Vr.LO, DataDictionary.vrOf(0x00190010, "GEMS_ACQU_01"));
    }
}
