package dozo.qr.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.model.InvalidIdentifier;
import dozo.storage.index.query.RetrieveSelection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrieveRequestReaderTest {

    @ParameterizedTest
    @CsvSource({
        "PATIENT_ROOT, PATIENT, P, '',  '',    '',      P, '',  '',    ''",
        "PATIENT_ROOT, STUDY,   P, 1.2, '',    '',      P, 1.2, '',    ''",
        "PATIENT_ROOT, STUDY,   P, 1.2\\1.3, '', '',    P, 1.2\\1.3, '', ''",
        "PATIENT_ROOT, IMAGE,   P, 1.2, 1.2.1, 1.9\\1.8, P, 1.2, 1.2.1, 1.9\\1.8",
        "STUDY_ROOT,   STUDY,   '', 1.2, '',   '',      '', 1.2, '',   ''",
        "STUDY_ROOT,   STUDY,   P, 1.2, '',    '',      '', 1.2, '',   ''",
        "STUDY_ROOT,   SERIES,  '', 1.2, 1.2.1\\1.2.2, '', '', 1.2, 1.2.1\\1.2.2, ''",
        "STUDY_ROOT,   IMAGE,   '', 1.2, 1.2.1, 1.9,    '', 1.2, 1.2.1, 1.9",
        "PATIENT_STUDY_ONLY, STUDY, P, 1.2, '', '',     P, 1.2, '', ''",
    })
    void selectsByTheUniqueKeysOfTheLevelAndThoseAbove(
            InformationModel model,
            String level,
            String patient,
            String study,
            String series,
            String image,
            String wantedPatient,
            String wantedStudy,
            String wantedSeries,
            String wantedImage)
            throws InvalidIdentifier {
        assertEquals(
                new RetrieveSelection(
                        wantedPatient.isEmpty() ? List.of() : List.of(wantedPatient),
                        uids(wantedStudy),
                        uids(wantedSeries),
                        uids(wantedImage)),
                RetrieveRequestReader.read(identifier(level, patient, study, series, image), model, false));
    }

    @ParameterizedTest
    @CsvSource({
        "PATIENT_ROOT, '',      P,      1.2,      '',  '', 00080052",
        "PATIENT_ROOT, FRAME,   P,      1.2,      '',  '', 00080052",
        "STUDY_ROOT,   PATIENT, P,      1.2,      '',  '', 00080052",
        "PATIENT_STUDY_ONLY, SERIES, P, 1.2,      1.3, '', 00080052",
        "PATIENT_ROOT, PATIENT, '',     '',       '',  '', 00100020",
        "PATIENT_ROOT, PATIENT, P*,     '',       '',  '', 00100020",
        "PATIENT_ROOT, PATIENT, P\\Q,   '',       '',  '', 00100020",
        "PATIENT_ROOT, STUDY,   '',     1.2,      '',  '', 00100020",
        "STUDY_ROOT,   STUDY,   '',     '',       '',  '', 0020000D",
        "STUDY_ROOT,   STUDY,   '',     1.2.*,    '',  '', 0020000D",
        "STUDY_ROOT,   SERIES,  '',     '',       1.3, '', 0020000D",
        "STUDY_ROOT,   SERIES,  '',     1.2\\1.3, 1.3, '', 0020000D",
        "STUDY_ROOT,   IMAGE,   '',     1.2,      '',  1.4, 0020000E",
        "STUDY_ROOT,   IMAGE,   '',     1.2,      1.3, '', 00080018",
    })
    void refusesWithA900AndTheElementAtFault(
            InformationModel model,
            String level,
            String patient,
            String study,
            String series,
            String image,
            String tag) {
        InvalidIdentifier failure = assertThrows(
                InvalidIdentifier.class,
                () -> RetrieveRequestReader.read(identifier(level, patient, study, series, image), model, false));
        assertEquals(0xA900, failure.status());
        assertEquals(Integer.parseUnsignedInt(tag, 16), failure.offendingTag());
    }

    /** What is given all the same restricts what is selected. */
    @ParameterizedTest
    @CsvSource({
        "PATIENT_ROOT, '', '',  ''",
        "PATIENT_ROOT, '', 1.2, ''",
        "PATIENT_ROOT, '', '',  1.3",
        "PATIENT_ROOT, P,  '',  ''",
        "PATIENT_ROOT, P,  1.2, 1.3",
        "STUDY_ROOT,   '', '',  ''",
        "STUDY_ROOT,   '', 1.2, 1.3"
    })
    void needsNoKeysAboveWhenRelationalRetrievalWasNegotiated(
            InformationModel model, String patient, String study, String series) throws InvalidIdentifier {
        assertEquals(
                new RetrieveSelection(
                        patient.isEmpty() ? List.of() : List.of(patient), uids(study), uids(series), uids("1.9")),
                RetrieveRequestReader.read(identifier("IMAGE", patient, study, series, "1.9"), model, true));
    }

    /** A C-GET of a study's missing images may name each of them. */
    @ParameterizedTest
    @CsvSource({"STUDY, '', ''", "SERIES, 1.2, ''", "IMAGE, 1.2, 1.3"})
    void selectsEachUidOfALongList(String level, String study, String series) throws InvalidIdentifier {
        String many = IntStream.rangeClosed(1, 2_000).mapToObj(i -> "1.9." + i).collect(Collectors.joining("\\"));
        String studies = level.equals("STUDY") ? many : study;
        String serieses = level.equals("SERIES") ? many : series;
        String images = level.equals("IMAGE") ? many : "";
        assertEquals(
                new RetrieveSelection(List.of(), uids(studies), uids(serieses), uids(images)),
                RetrieveRequestReader.read(
                        identifier(level, "", studies, serieses, images), InformationModel.STUDY_ROOT, false));
    }

    private static Attributes identifier(String level, String patient, String study, String series, String image) {
        Attributes identifier = new Attributes();
        identifier.put(Tag.QueryRetrieveLevel, Vr.CS, level);
        identifier.put(Tag.PatientID, Vr.LO, patient);
        identifier.put(Tag.StudyInstanceUID, Vr.UI, study);
        identifier.put(Tag.SeriesInstanceUID, Vr.UI, series);
        identifier.put(Tag.SOPInstanceUID, Vr.UI, image);
        return identifier;
    }

    private static List<Uid> uids(String joined) {
        return joined.isEmpty()
                ? List.of()
                : Arrays.stream(joined.split("\\\\")).map(Uid::new).toList();
    }
}
