package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.config.IndexConfig;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Response;
import dozo.core.pdu.Octets;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Answers;
import dozo.qr.testing.Scu.Key;
import dozo.qr.testing.TestArchive;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C-FIND over a real socket, on an archive with two patients and three studies; the same on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FindContract {

    private static final Uid STUDY_ROOT = InformationModel.STUDY_ROOT.find();
    private static final Uid PATIENT_ROOT = InformationModel.PATIENT_ROOT.find();
    private static final Uid CT_STUDY = Instances.newUid();
    private static final Uid CT_SERIES = Instances.newUid();
    private static final Uid CT_INSTANCE = Instances.newUid();
    private static final Uid MIXED_STUDY = Instances.newUid();
    private static final Uid NIGHT_STUDY = Instances.newUid();
    private static final String YAMADA = "Yamada^Tarou=山田^太郎=やまだ^たろう";

    private TestArchive archive;
    private Scu scu;

    /** An empty database; {@code directory} is there for its files. */
    abstract IndexConfig database(Path directory);

    @BeforeAll
    void storeThreeStudies(@TempDir Path directory) throws Exception {
        archive = TestArchive.start(directory, database(directory), TestArchive.Options.defaults());
        scu = new Scu(archive.remote());
        for (int number = 1; number <= 3; number++) {
            Instances ct = Instances.ct().characterSet("", "ISO 2022 IR 87");
            ct.patientName(YAMADA).patientId("P1").study(CT_STUDY).series(CT_SERIES);
            ct.instanceNumber(number).with(Tag.StudyDescription, Vr.LO, "Head");
            scu.store((number == 1 ? ct.sopInstance(CT_INSTANCE) : ct).build());
        }
        Instances second = Instances.ct().characterSet("", "ISO 2022 IR 87");
        scu.store(second.patientName(YAMADA).patientId("P1").study(MIXED_STUDY).build());
        Instances mr = Instances.mr().characterSet("", "ISO 2022 IR 87");
        mr.patientName(YAMADA).patientId("P1").study(MIXED_STUDY).with(Tag.StudyDescription, Vr.LO, "Knee");
        Attributes request = new Attributes().put(Tag.RequestedProcedureID, Vr.SH, "RP-7");
        request.put(Tag.ScheduledProcedureStepID, Vr.SH, "SPS-1").put(Tag.StudyDescription, Vr.LO, "not asked for");
        mr.build().putItems(Tag.RequestAttributesSequence, List.of(request));
        scu.store(mr.with(Tag.StudyDate, Vr.DA, "20261001").build());
        Instances night = Instances.ct().characterSet("ISO_IR 100").patientName("Buc^Jérôme");
        night.patientId("P2").study(NIGHT_STUDY).with(Tag.StudyDescription, Vr.LO, "Chest");
        night.with(Tag.StudyDate, Vr.DA, "20261121").with(Tag.StudyTime, Vr.TM, "233000");
        scu.store(night.build());
    }

    @AfterAll
    void stop() {
        archive.close();
    }

    private Answers studies(Key... keys) throws Exception {
        return scu.find(STUDY_ROOT, withStudyUid(Scu.identifier("STUDY", keys)));
    }

    private static Attributes withStudyUid(Attributes identifier) {
        return identifier.contains(Tag.StudyInstanceUID)
                ? identifier
                : identifier.putEmpty(Tag.StudyInstanceUID, Vr.UI);
    }

    private static Set<String> studyUids(Answers answers) {
        return new TreeSet<>(answers.values(Tag.StudyInstanceUID));
    }

    private static Set<String> uids(Uid... uids) {
        return new TreeSet<>(List.of(uids).stream().map(Uid::value).toList());
    }

    @Test
    void findsEveryStudyWhenAllKeysAreUniversal() throws Exception {
        Answers answers = studies(Key.of(Tag.PatientName, Vr.PN));
        assertEquals(DimseStatus.SUCCESS, answers.status());
        assertEquals(uids(CT_STUDY, MIXED_STUDY, NIGHT_STUDY), studyUids(answers));
        assertTrue(answers.pending().stream().allMatch(p -> p.status() == DimseStatus.PENDING));
    }

    @ParameterizedTest
    @CsvSource({
        "Yamada^Tarou, 2",
        "YAMADA^TAROU, 2",
        "yamada^tarou^^^, 2",
        "Yama*, 2",
        "Y?mada*, 2",
        "yamada^*, 2",
        "山田^太郎, 2",
        "山*, 2",
        "=山田^太郎, 2",
        "やまだ^たろう, 2",
        "ヤマダ^タロウ, 2",
        "ﾔﾏﾀﾞ^ﾀﾛｳ, 2",
        "==ヤマダ*, 2",
        "Ｙａｍａｄａ^Ｔａｒｏｕ, 2",
        "Yamada^Tarou=山田^太郎, 2",
        "*太郎, 2",
        "Yamada, 0",
        "Tarou, 0",
        "=Yamada*, 0",
        "Yamada^Tarou=田中*, 0",
        "Buc^J*, 1",
        "BUC^JÉRÔME, 1",
        "buc^jérôme, 1",
        "B*, 1",
    })
    void matchesNamesInWhicheverWritingTheyAreAskedFor(String name, int studies) throws Exception {
        Attributes identifier = new Attributes();
        identifier.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192");
        identifier.put(Tag.QueryRetrieveLevel, Vr.CS, "STUDY");
        identifier.put(Tag.PatientName, Vr.PN, name).putEmpty(Tag.StudyInstanceUID, Vr.UI);
        assertEquals(studies, scu.find(STUDY_ROOT, identifier).matches().size());
    }

    @Test
    void answersInTheSetOfTheObjectsWhenTheRequestStatesNone() throws Exception {
        Attributes match = studies(Key.of(Tag.PatientName, Vr.PN), Key.of(Tag.StudyInstanceUID, CT_STUDY))
                .matches()
                .get(0);
        assertEquals(List.of("", "ISO 2022 IR 87"), match.strings(Tag.SpecificCharacterSet));
        assertEquals(YAMADA, match.string(Tag.PatientName).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"ISO_IR 192, ISO_IR 192", "ISO_IR 100, \\ISO 2022 IR 87", "GB18030, GB18030"})
    void answersInTheSetOfTheRequestWhereItHoldsTheName(String requested, String answered) throws Exception {
        Attributes identifier =
                Scu.identifier("STUDY", Key.of(Tag.PatientName, Vr.PN), Key.of(Tag.StudyInstanceUID, CT_STUDY));
        identifier.put(Tag.SpecificCharacterSet, Vr.CS, requested);
        Attributes match = scu.find(STUDY_ROOT, identifier).matches().get(0);
        assertEquals(answered, String.join("\\", match.strings(Tag.SpecificCharacterSet)));
        assertEquals(YAMADA, match.string(Tag.PatientName).orElseThrow());
    }

    @Test
    void findsANameAskedForInTheSetOfTheDevices() throws Exception {
        SpecificCharacterSet kanji = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 87"));
        Attributes identifier = new Attributes();
        identifier.put(Tag.SpecificCharacterSet, Vr.CS, kanji.terms().toArray(String[]::new));
        identifier.put(Tag.QueryRetrieveLevel, Vr.CS, "STUDY").put(Tag.PatientName, Vr.PN, "山田*");
        assertEquals(2, scu.find(STUDY_ROOT, identifier).matches().size());
    }

    @ParameterizedTest
    @CsvSource({
        "StudyDate, DA, 20261122,          2",
        "StudyDate, DA, 20261101-20261122, 3",
        "StudyDate, DA, -20261121,         1",
        "StudyDate, DA, -20261031,         0",
        "StudyDate, DA, 20261122-,         2",
        "StudyDate, DA, 20261123-,         0",
        "StudyTime, TM, 23,                1",
        "StudyTime, TM, 2330,              1",
        "StudyTime, TM, 1000-1100,         2",
        "StudyTime, TM, 1016-,             1",
        "StudyDescription, LO, Head,       2",
        "StudyDescription, LO, head,       0",
        "StudyDescription, LO, H*,         2",
        "StudyDescription, LO, *es?,       1",
        "PatientID, LO, P1,                2",
        "PatientID, LO, P?,                3",
        "AccessionNumber, SH, A1,          3",
        "ModalitiesInStudy, CS, MR,        1",
        "ModalitiesInStudy, CS, CT,        3",
        "ModalitiesInStudy, CS, CT\\MR,    3",
        "ModalitiesInStudy, CS, US,        0",
    })
    void matchesByTheRulesOfTheRepresentation(String keyword, Vr vr, String value, int studies) throws Exception {
        int tag = DataDictionary.tagOf(keyword).orElseThrow();
        Answers answers = studies(Key.of(tag, vr, value.split("\\\\")));
        assertEquals(DimseStatus.SUCCESS, answers.status());
        assertEquals(studies, answers.matches().size());
    }

    @Test
    void findsListsOfUids() throws Exception {
        Answers answers = studies(Key.of(Tag.StudyInstanceUID, CT_STUDY, NIGHT_STUDY, Instances.newUid()));
        assertEquals(uids(CT_STUDY, NIGHT_STUDY), studyUids(answers));
    }

    @Test
    void countsWhatBelongsToAStudy() throws Exception {
        Attributes match = studies(
                        Key.of(Tag.StudyInstanceUID, MIXED_STUDY),
                        Key.of(Tag.ModalitiesInStudy, Vr.CS),
                        Key.of(Tag.SOPClassesInStudy, Vr.UI),
                        Key.of(Tag.NumberOfStudyRelatedSeries, Vr.IS),
                        Key.of(Tag.NumberOfStudyRelatedInstances, Vr.IS),
                        Key.of(Tag.InstanceAvailability, Vr.CS))
                .matches()
                .get(0);
        assertEquals(Set.of("CT", "MR"), Set.copyOf(match.strings(Tag.ModalitiesInStudy)));
        assertEquals(
                Set.of(Instances.CT.value(), Instances.MR.value()), Set.copyOf(match.strings(Tag.SOPClassesInStudy)));
        assertEquals("2", match.string(Tag.NumberOfStudyRelatedSeries).orElseThrow());
        assertEquals("2", match.string(Tag.NumberOfStudyRelatedInstances).orElseThrow());
        assertEquals("ONLINE", match.string(Tag.InstanceAvailability).orElseThrow());
        assertEquals("ARCHIVE", match.string(Tag.RetrieveAETitle).orElseThrow());
        assertEquals("STUDY", match.string(Tag.QueryRetrieveLevel).orElseThrow());
    }

    @Test
    void countsWhatBelongsToAPatient() throws Exception {
        Attributes match = scu.find(
                        PATIENT_ROOT,
                        Scu.identifier(
                                "PATIENT",
                                Key.of(Tag.PatientID, Vr.LO, "P1"),
                                Key.of(Tag.NumberOfPatientRelatedStudies, Vr.IS),
                                Key.of(Tag.NumberOfPatientRelatedSeries, Vr.IS),
                                Key.of(Tag.NumberOfPatientRelatedInstances, Vr.IS)))
                .matches()
                .get(0);
        assertEquals("2", match.string(Tag.NumberOfPatientRelatedStudies).orElseThrow());
        assertEquals("3", match.string(Tag.NumberOfPatientRelatedSeries).orElseThrow());
        assertEquals("5", match.string(Tag.NumberOfPatientRelatedInstances).orElseThrow());
    }

    @Test
    void goesDownTheHierarchyByUniqueKeys() throws Exception {
        Answers series = scu.find(
                PATIENT_ROOT,
                Scu.identifier(
                        "SERIES",
                        Key.of(Tag.PatientID, Vr.LO, "P1"),
                        Key.of(Tag.StudyInstanceUID, CT_STUDY),
                        Key.of(Tag.SeriesInstanceUID, Vr.UI),
                        Key.of(Tag.Modality, Vr.CS),
                        Key.of(Tag.NumberOfSeriesRelatedInstances, Vr.IS)));
        assertEquals(List.of(CT_SERIES.value()), series.values(Tag.SeriesInstanceUID));
        assertEquals(List.of("3"), series.values(Tag.NumberOfSeriesRelatedInstances));
        Answers images = scu.find(
                STUDY_ROOT,
                Scu.identifier(
                        "IMAGE",
                        Key.of(Tag.StudyInstanceUID, CT_STUDY),
                        Key.of(Tag.SeriesInstanceUID, CT_SERIES),
                        Key.of(Tag.SOPInstanceUID, Vr.UI),
                        Key.of(Tag.InstanceNumber, Vr.IS, "1"),
                        Key.of(Tag.Rows, Vr.US)));
        assertEquals(List.of(CT_INSTANCE.value()), images.values(Tag.SOPInstanceUID));
        assertEquals(16, images.matches().get(0).integer(Tag.Rows).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "PATIENT_ROOT, STUDY, 00100020", "PATIENT_ROOT, SERIES, 00100020", "STUDY_ROOT, SERIES, 0020000D",
        "STUDY_ROOT, IMAGE, 0020000D", "STUDY_ROOT, PATIENT, 00080052", "PATIENT_STUDY_ONLY, SERIES, 00080052",
        "STUDY_ROOT, '', 00080052"
    })
    void refusesWithA900AnIdentifierThatBreaksTheHierarchy(InformationModel model, String level, String tag)
            throws Exception {
        Answers answers = scu.find(
                model.find(),
                Scu.identifier(level, Key.of(Tag.SeriesInstanceUID, Vr.UI), Key.of(Tag.SOPInstanceUID, Vr.UI)));
        assertEquals(0xA900, answers.status());
        assertEquals(Integer.parseUnsignedInt(tag, 16), offendingElement(answers.last()));
    }

    @Test
    void refusesWithC000AValueThatCannotBeUnderstood() throws Exception {
        Answers answers = studies(Key.of(Tag.StudyDate, Vr.DA, "soon"));
        assertEquals(0xC000, answers.status());
        assertEquals(Tag.StudyDate, offendingElement(answers.last()));
    }

    @Test
    void searchesAllStudiesAtTheImageLevelWhenRelationalQueriesWereNegotiated() throws Exception {
        Attributes identifier =
                Scu.identifier("IMAGE", Key.of(Tag.SOPInstanceUID, CT_INSTANCE), Key.of(Tag.StudyInstanceUID, Vr.UI));
        Answers answers = scu.find(STUDY_ROOT, Octets.of(1), identifier);
        assertEquals(DimseStatus.SUCCESS, answers.status());
        assertEquals(uids(CT_STUDY), studyUids(answers));
    }

    @Test
    void matchesANightOnlyWhenCombinedDateTimeWasNegotiated() throws Exception {
        Attributes identifier = Scu.identifier(
                "STUDY",
                Key.of(Tag.StudyDate, Vr.DA, "20261121-20261122"),
                Key.of(Tag.StudyTime, Vr.TM, "2200-1000"),
                Key.of(Tag.StudyInstanceUID, Vr.UI));
        assertEquals(uids(NIGHT_STUDY), studyUids(scu.find(STUDY_ROOT, Octets.of(0, 1), identifier)));
        assertEquals(Set.of(), studyUids(scu.find(STUDY_ROOT, Octets.of(0, 0), identifier)));
    }

    @Test
    void warnsAboutKeysItDoesNotKnowAndReturnsThemWithoutValue() throws Exception {
        Answers answers = studies(Key.of(Tag.PatientID, Vr.LO, "P2"), Key.of(Tag.SeriesNumber, Vr.IS));
        assertEquals(DimseStatus.PENDING_WITH_WARNING, answers.pending().get(0).status());
        Attributes match = answers.matches().get(0);
        assertTrue(match.contains(Tag.SeriesNumber));
        assertFalse(match.hasValue(Tag.SeriesNumber));
    }

    @ParameterizedTest
    @CsvSource({"RP-7, '', 1", "RP-*, '', 1", "RP-7, SPS-1, 1", "RP-7, SPS-2, 0", "RP-8, '', 0", "'', '', 2"})
    void matchesKeysInsideASequenceAndReturnsThemOnly(String procedure, String step, int series) throws Exception {
        Attributes item = new Attributes().put(Tag.RequestedProcedureID, Vr.SH, procedure);
        item.put(Tag.ScheduledProcedureStepID, Vr.SH, step);
        Attributes identifier = Scu.identifier("SERIES", Key.of(Tag.StudyInstanceUID, MIXED_STUDY));
        identifier.putItems(Tag.RequestAttributesSequence, List.of(item));
        Answers answers = scu.find(STUDY_ROOT, identifier);
        assertEquals(series, answers.matches().size());
        assertTrue(answers.pending().stream().allMatch(p -> p.status() == DimseStatus.PENDING));
        for (Attributes match : answers.matches()) {
            for (Attributes returned : match.items(Tag.RequestAttributesSequence)) {
                assertEquals("RP-7", returned.string(Tag.RequestedProcedureID).orElseThrow());
                assertEquals(2, returned.size());
            }
        }
    }

    private static int offendingElement(Response response) {
        byte[] value =
                response.command().attributes().bytes(Tag.OffendingElement).orElseThrow();
        return (value[1] & 0xFF) << 24 | (value[0] & 0xFF) << 16 | (value[3] & 0xFF) << 8 | value[2] & 0xFF;
    }
}
