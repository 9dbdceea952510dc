package dozo.admin.scu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryKeysTest {

    @Test
    void takesKeywordsAndTagsWithAndWithoutValue() throws Exception {
        QueryKeys keys = QueryKeys.parse(List.of("PatientName=YAMADA*", "0008,0020=20260101-", "00080060", "StudyID="));
        Attributes identifier = keys.identifier("STUDY", List.of(Tag.PatientID, Tag.PatientName));
        assertEquals("STUDY", identifier.string(Tag.QueryRetrieveLevel).orElseThrow());
        assertEquals("YAMADA*", identifier.string(Tag.PatientName).orElseThrow());
        assertEquals("20260101-", identifier.string(Tag.StudyDate).orElseThrow());
        assertFalse(identifier.hasValue(Tag.Modality));
        assertFalse(identifier.hasValue(Tag.PatientID));
        assertFalse(identifier.contains(Tag.SpecificCharacterSet));
    }

    @Test
    void asksInUtf8WhenTheTextNeedsIt() throws Exception {
        Attributes identifier = QueryKeys.parse(List.of("PatientName=山田*")).identifier("STUDY", List.of());
        assertEquals("ISO_IR 192", identifier.string(Tag.SpecificCharacterSet).orElseThrow());
        assertEquals("山田*", identifier.string(Tag.PatientName).orElseThrow());
    }

    @Test
    void listsUidsAsOneKey() throws Exception {
        Attributes identifier =
                QueryKeys.parse(List.of("StudyInstanceUID=1.2\\1.3")).identifier("STUDY", List.of());
        assertEquals(List.of("1.2", "1.3"), identifier.strings(Tag.StudyInstanceUID));
    }

    @Test
    void refusesAKeywordThatDicomDoesNotHave() {
        OperatingFailure failure =
                assertThrows(OperatingFailure.class, () -> QueryKeys.parse(List.of("PatientNames=X")));
        assertEquals(FailureCode.CONFIGURATION_INVALID, failure.code());
    }
}
