package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.Condition.DateRange;
import dozo.storage.index.query.Condition.DateTimeRange;
import dozo.storage.index.query.Condition.Empty;
import dozo.storage.index.query.Condition.Exact;
import dozo.storage.index.query.Condition.Name;
import dozo.storage.index.query.Condition.OneOf;
import dozo.storage.index.query.Condition.TimeRange;
import dozo.storage.index.query.Condition.UidList;
import dozo.storage.index.query.Condition.Wildcard;
import dozo.storage.index.query.FindEnd;
import dozo.storage.index.query.FindSummary;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.NameGroup;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.index.query.SelectionSummary;
import dozo.storage.testing.TestInstance;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every kind of condition at each level, paging, limits, and the stream of instances. */
abstract class QueryContract extends ArchiveIndexContract {

    private static final int OPERATORS_NAME = 0x00081070;
    private static final int PATIENT_COMMENTS = 0x00104000;
    private static final int SLICE_THICKNESS = 0x00180050;

    private List<String> studies(Condition... conditions) throws OperatingFailure, IOException {
        return find(Level.STUDY, Tag.StudyID, conditions).stream().sorted().toList();
    }

    @Test
    void matchesTextExactlyOrByWildcardCaseSensitively() throws Exception {
        store(
                TestInstance.of(1, 1, 1).with(Tag.AccessionNumber, Vr.SH, "A_1%"),
                TestInstance.of(2, 1, 1).with(Tag.AccessionNumber, Vr.SH, "AB12"),
                TestInstance.of(3, 1, 1).with(Tag.AccessionNumber, Vr.SH, "ab12"));

        assertEquals(List.of("S2"), studies(new Exact(Tag.AccessionNumber, "AB12")));
        assertEquals(List.of("S1"), studies(new Wildcard(Tag.AccessionNumber, "A_*")));
        assertEquals(List.of("S1"), studies(new Wildcard(Tag.AccessionNumber, "*%")));
        assertEquals(List.of("S2"), studies(new Wildcard(Tag.AccessionNumber, "AB?2"), new Exact(Tag.StudyID, "S2")));
        assertEquals(List.of("S2", "S3"), studies(new Wildcard(Tag.AccessionNumber, "*12")));
        assertEquals(List.of("S1", "S3"), studies(new OneOf(Tag.AccessionNumber, List.of("A_1%", "ab12", "none"))));
        assertEquals(List.of(), studies(new Exact(Tag.AccessionNumber, "A_")));
    }

    @Test
    void matchesEveryWritingOfANameWhateverItsCaseWidthAndKana() throws Exception {
        store(
                TestInstance.of(1, 1, 1).with(Tag.PatientName, Vr.PN, "Yamada^Tarou=山田^太郎=やまだ^たろう"),
                TestInstance.of(2, 1, 1).with(Tag.PatientName, Vr.PN, "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
                TestInstance.of(3, 1, 1).with(Tag.PatientName, Vr.PN, "Suzuki"),
                TestInstance.of(4, 1, 1).with(Tag.PatientName, Vr.PN, "=𠮷田^一郎="));

        for (String pattern : List.of("YAMADA*", "ヤマダ^タロウ", "やまだ*", "山田*", "山田^太郎", "ﾔﾏﾀﾞ^*", "ｙａｍａｄａ*")) {
            assertTrue(
                    studies(new Name(Tag.PatientName, NameGroup.ANY, pattern)).contains("S1"),
                    () -> "not found by a pattern of " + pattern.length() + " characters");
        }
        assertEquals(List.of("S1", "S2"), studies(new Name(Tag.PatientName, NameGroup.ANY, "山田*")));
        assertEquals(List.of("S1", "S2"), studies(new Name(Tag.PatientName, NameGroup.ANY, "*マダ*")));
        assertEquals(List.of("S2"), studies(new Name(Tag.PatientName, NameGroup.ALPHABETIC, "やまだ*")));
        assertEquals(List.of(), studies(new Name(Tag.PatientName, NameGroup.IDEOGRAPHIC, "yamada*")));
        assertEquals(List.of("S4"), studies(new Name(Tag.PatientName, NameGroup.ANY, "𠮷*")));
        assertEquals(List.of("S3"), studies(new Name(Tag.PatientName, NameGroup.ANY, "suzuki^*")));
        assertEquals(List.of("S3"), studies(new Name(Tag.PatientName, NameGroup.ANY, "SUZUKI^")));
        assertEquals(List.of(), studies(new Name(Tag.PatientName, NameGroup.ANY, "Yamada")));
    }

    @Test
    void matchesDatesTimesAndBothTogether() throws Exception {
        store(
                TestInstance.of(1, 1, 1).with(Tag.StudyDate, Vr.DA, "20260101").with(Tag.StudyTime, Vr.TM, "235959.5"),
                TestInstance.of(2, 1, 1).with(Tag.StudyDate, Vr.DA, "20260102").with(Tag.StudyTime, Vr.TM, "08"),
                TestInstance.of(3, 1, 1)
                        .with(Tag.StudyDate, Vr.DA, "2026.01.03")
                        .with(Tag.StudyTime, Vr.TM),
                TestInstance.of(4, 1, 1).with(Tag.StudyDate, Vr.DA).with(Tag.StudyTime, Vr.TM, "10:30"));
        LocalDate first = LocalDate.of(2026, 1, 1);
        LocalDate third = LocalDate.of(2026, 1, 3);

        assertEquals(List.of("S1", "S2"), studies(new DateRange(Tag.StudyDate, null, first.plusDays(1))));
        assertEquals(List.of("S2", "S3"), studies(new DateRange(Tag.StudyDate, first.plusDays(1), null)));
        assertEquals(List.of("S3"), studies(new DateRange(Tag.StudyDate, third, third)));
        assertEquals(List.of("S2"), studies(new Exact(Tag.StudyDate, "20260102")));
        assertEquals(
                List.of("S2", "S4"), studies(new TimeRange(Tag.StudyTime, LocalTime.of(8, 0), LocalTime.of(10, 30))));
        assertEquals(
                List.of("S1", "S2"),
                studies(new DateTimeRange(
                        Tag.StudyDate, Tag.StudyTime, first.atTime(23, 0), LocalDateTime.of(2026, 1, 2, 8, 0))));
        assertEquals(
                List.of("S2", "S3"),
                studies(new DateTimeRange(
                        Tag.StudyDate, Tag.StudyTime, first.plusDays(1).atStartOfDay(), null)));
        assertEquals(List.of("S4"), studies(new Empty(Tag.StudyDate)));
    }

    @Test
    void matchesListsOfUidsAtTheirOwnAndAtOtherLevels() throws Exception {
        store(TestInstance.of(1, 1, 1), TestInstance.of(2, 1, 1), TestInstance.of(2, 2, 1), TestInstance.of(3, 1, 1));
        List<Uid> two = List.of(new Uid("1.2.3.2"), new Uid("1.2.3.3"), new Uid("9.9"));

        assertEquals(List.of("S2", "S3"), studies(new UidList(Tag.StudyInstanceUID, two)));
        assertEquals(
                3,
                find(Level.IMAGE, Tag.SOPInstanceUID, new UidList(Tag.StudyInstanceUID, two))
                        .size());
        assertEquals(
                List.of("1.2.3.2.2"),
                find(
                        Level.SERIES,
                        Tag.SeriesInstanceUID,
                        new Exact(Tag.StudyInstanceUID, "1.2.3.2"),
                        new Exact(Tag.SeriesInstanceUID, "1.2.3.2.2")));
        assertEquals(
                List.of(),
                find(
                        Level.SERIES,
                        Tag.SeriesInstanceUID,
                        new Exact(Tag.StudyInstanceUID, "1.2.3.1"),
                        new Exact(Tag.SeriesInstanceUID, "1.2.3.2.2")));
        assertEquals(List.of("S2"), studies(new Exact(Tag.SeriesInstanceUID, "1.2.3.2.2")));
        assertEquals(List.of("S3"), studies(new Exact(Tag.SOPInstanceUID, "1.2.3.3.1.1")));
        assertEquals(List.of("P3"), find(Level.PATIENT, Tag.PatientID, new Exact(Tag.SOPInstanceUID, "1.2.3.3.1.1")));
        assertEquals(List.of(), studies(new Exact(Tag.StudyInstanceUID, "not a uid")));
    }

    @Test
    void matchesLowerLevelsByOneEntityThatFulfilsAll() throws Exception {
        store(
                TestInstance.of(1, 1, 1).with(Tag.Modality, Vr.CS, "CT").with(Tag.BodyPartExamined, Vr.CS, "HEAD"),
                TestInstance.of(1, 2, 1).with(Tag.Modality, Vr.CS, "MR").with(Tag.BodyPartExamined, Vr.CS, "KNEE"),
                TestInstance.of(2, 1, 1).with(Tag.Modality, Vr.CS, "CT").with(Tag.BodyPartExamined, Vr.CS, "KNEE"));

        assertEquals(List.of("S2"), studies(new Exact(Tag.Modality, "CT"), new Exact(Tag.BodyPartExamined, "KNEE")));
        assertEquals(List.of("S1", "S2"), studies(new Exact(Tag.BodyPartExamined, "KNEE")));
        assertEquals(List.of("S1"), studies(new Exact(Tag.ModalitiesInStudy, "MR")));
        assertEquals(List.of("S1", "S2"), studies(new OneOf(Tag.ModalitiesInStudy, List.of("MR", "CT"))));
        assertEquals(List.of("S1"), studies(new Wildcard(Tag.ModalitiesInStudy, "M*")));
        assertEquals(
                List.of("P2"),
                find(
                        Level.PATIENT,
                        Tag.PatientID,
                        new Exact(Tag.Modality, "CT"),
                        new Exact(Tag.BodyPartExamined, "KNEE")));
        assertEquals(
                List.of("1.2.3.1.2", "1.2.3.2.1"),
                find(Level.SERIES, Tag.SeriesInstanceUID, new Exact(Tag.BodyPartExamined, "KNEE")));
        assertEquals(
                List.of("1.2.3.1.1.1"),
                find(
                        Level.IMAGE,
                        Tag.SOPInstanceUID,
                        new Exact(Tag.BodyPartExamined, "HEAD"),
                        new Exact(Tag.PatientID, "P1")));
        assertEquals(List.of("S1", "S2"), studies(new Exact(Tag.SOPClassUID, TestInstance.CT)));
        assertEquals(List.of(), studies(new Exact(Tag.SOPClassUID, TestInstance.MR)));
    }

    @Test
    void matchesNumbersByTheirValue() throws Exception {
        store(TestInstance.of(1, 7, 1).with(Tag.SeriesNumber, Vr.IS, "007"), TestInstance.of(1, 8, 12));

        assertEquals(List.of("007"), find(Level.SERIES, Tag.SeriesNumber, new Exact(Tag.SeriesNumber, "7")));
        assertEquals(List.of("12"), find(Level.IMAGE, Tag.InstanceNumber, new Exact(Tag.InstanceNumber, "+12")));
        assertEquals(List.of(), find(Level.SERIES, Tag.SeriesNumber, new Exact(Tag.SeriesNumber, "x")));
    }

    @Test
    void matchesAttributesWithoutColumnOnWhatIsStored() throws Exception {
        store(
                TestInstance.of(1, 1, 1)
                        .with(PATIENT_COMMENTS, Vr.LT, "first")
                        .with(OPERATORS_NAME, Vr.PN, "Meier^A", "山本^太郎")
                        .with(SLICE_THICKNESS, Vr.DS, "1.5"),
                TestInstance.of(2, 1, 1).with(PATIENT_COMMENTS, Vr.LT, "second").with(SLICE_THICKNESS, Vr.DS, "3"));

        assertEquals(List.of("S2"), studies(new Wildcard(PATIENT_COMMENTS, "sec*")));
        assertEquals(List.of("P1"), find(Level.PATIENT, Tag.PatientID, new Exact(PATIENT_COMMENTS, "first")));
        assertEquals(
                List.of("1.2.3.1.1"),
                find(Level.SERIES, Tag.SeriesInstanceUID, new Name(OPERATORS_NAME, NameGroup.ANY, "meier*")));
        assertEquals(List.of("S2"), studies(new Exact(SLICE_THICKNESS, "3")));
        assertEquals(List.of("P2"), find(Level.PATIENT, Tag.PatientID, new Exact(SLICE_THICKNESS, "3")));
        assertEquals(List.of("S1", "S2"), studies(new Empty(Tag.StudyDescription)));
        assertEquals(List.of(), studies(new Exact(0x00091001, "private")));
    }

    @Test
    void answersEveryStoredAttributeOfTheLevelAndThoseAbove() throws Exception {
        store(TestInstance.of(1, 1, 1)
                .with(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .with(PATIENT_COMMENTS, Vr.LT, "再検査")
                .with(SLICE_THICKNESS, Vr.DS, "1.5"));

        Attributes image = answers(Level.IMAGE, Set.of()).get(0);
        assertEquals(List.of("再検査"), image.strings(PATIENT_COMMENTS));
        assertEquals(List.of("1.5"), image.strings(SLICE_THICKNESS));
        assertEquals(List.of("20261101"), image.strings(Tag.StudyDate));
        assertEquals(
                List.of(),
                answers(Level.STUDY, Set.of()).get(0).strings(SLICE_THICKNESS),
                "a lower level's attribute in a study's answer");
    }

    @Test
    void answersInUtf8WhenLevelsCameInDifferentCharacterSets() throws Exception {
        store(TestInstance.of(1, 1, 1)
                .with(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .with(Tag.PatientName, Vr.PN, "=山田^太郎"));
        store(TestInstance.of(2, 1, 1)
                .with(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100")
                .with(Tag.PatientID, Vr.LO, "P1")
                .with(Tag.PatientName, Vr.PN, "Müller")
                .with(Tag.StudyDescription, Vr.LO, "Schädel"));

        Attributes study =
                answers(Level.STUDY, Set.of(), new Exact(Tag.StudyID, "S2")).get(0);
        assertEquals(List.of("ISO_IR 192"), study.strings(Tag.SpecificCharacterSet));
        assertEquals(List.of("=山田^太郎"), study.strings(Tag.PatientName));
        assertEquals(List.of("Schädel"), study.strings(Tag.StudyDescription));
    }

    @Test
    void handsOverEachOfManyRowsUnderOneUidOnce() throws Exception {
        List<TestInstance> many = new ArrayList<>();
        for (int patient = 1; patient <= 90; patient++) {
            many.add(TestInstance.of(patient, 1, 1)
                    .with(Tag.StudyInstanceUID, Vr.UI, "1.2.4")
                    .with(Tag.SeriesInstanceUID, Vr.UI, "1.2.4.5")
                    .with(Tag.StudyID, Vr.SH, "MANY"));
        }
        many.add(TestInstance.of(100, 1, 1));
        store(many);
        Condition one = new Exact(Tag.StudyInstanceUID, "1.2.4");
        Condition three =
                new UidList(Tag.StudyInstanceUID, List.of(new Uid("9.9"), new Uid("1.2.4"), new Uid("1.2.3.100")));

        assertEquals(90, new HashSet<>(find(Level.STUDY, Tag.PatientID, one)).size());
        assertEquals(90, find(Level.STUDY, Tag.PatientID, one).size());
        assertEquals(91, new HashSet<>(find(Level.STUDY, Tag.PatientID, three)).size());
        assertEquals(91, find(Level.STUDY, Tag.PatientID, three).size());
        assertEquals(List.of("P7"), find(Level.STUDY, Tag.PatientID, three, new Exact(Tag.PatientName, "TEST^P7")));
        Condition series = new Exact(Tag.SeriesInstanceUID, "1.2.4.5");
        assertEquals(90, new HashSet<>(find(Level.SERIES, Tag.PatientID, series)).size());
        assertEquals(90, new HashSet<>(find(Level.IMAGE, Tag.SOPInstanceUID, one, series)).size());
    }

    @Test
    void descendsThroughMoreSeriesThanAPageHolds() throws Exception {
        List<TestInstance> many = new ArrayList<>();
        for (int series = 1; series <= 90; series++) {
            many.add(TestInstance.of(1, series, 1));
            many.add(TestInstance.of(1, series, 2));
        }
        store(many);

        for (Condition named : List.of(new Exact(Tag.StudyInstanceUID, "1.2.3.1"), new Exact(Tag.PatientID, "P1"))) {
            List<String> images = find(Level.IMAGE, Tag.SOPInstanceUID, named);
            assertEquals(180, images.size());
            assertEquals(180, new HashSet<>(images).size());
            assertEquals(90, find(Level.SERIES, Tag.SeriesInstanceUID, named).size());
        }
        Attributes image = answers(Level.IMAGE, Set.of(), new Exact(Tag.SOPInstanceUID, "1.2.3.1.90.2"))
                .get(0);
        assertEquals("90", image.string(Tag.SeriesNumber).orElseThrow());
        assertEquals("P1", image.string(Tag.PatientID).orElseThrow());
    }

    @Test
    void handsOverEachOfManyRowsOnceInPages() throws Exception {
        List<TestInstance> many = new ArrayList<>();
        for (int study = 1; study <= 150; study++) {
            many.add(TestInstance.of(study, 1, 1)
                    .with(Tag.StudyDate, Vr.DA, study % 2 == 0 ? "20260101" : "20260102")
                    .with(Tag.PatientName, Vr.PN, "A^B=A^B=A^B"));
        }
        for (int image = 2; image <= 150; image++) {
            many.add(TestInstance.of(1, 1, image));
        }
        store(many);

        assertEquals(150, new HashSet<>(studies()).size());
        assertEquals(150, studies().size());
        assertEquals(
                150, studies(new Name(Tag.PatientName, NameGroup.ANY, "a*")).size());
        assertEquals(
                150,
                studies(new DateRange(Tag.StudyDate, LocalDate.of(2026, 1, 1), null))
                        .size());
        assertEquals(75, studies(new Exact(Tag.StudyDate, "20260101")).size());
        assertEquals(
                150,
                studies(new OneOf(Tag.ModalitiesInStudy, List.of("CT", "MR"))).size());
        assertEquals(299, find(Level.IMAGE, Tag.SOPInstanceUID).size());
        assertEquals(
                150,
                Set.copyOf(find(Level.IMAGE, Tag.SOPInstanceUID, new Exact(Tag.StudyInstanceUID, "1.2.3.1")))
                        .size());
        try (var stream = index.instances(new RetrieveSelection(
                many.stream()
                        .map(i -> i.header().string(Tag.PatientID).orElseThrow())
                        .distinct()
                        .toList(),
                List.of(),
                List.of(),
                List.of()))) {
            Set<Uid> seen = new HashSet<>();
            int count = 0;
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                seen.add(next.get().object().sopInstanceUid());
                count++;
            }
            assertEquals(299, count);
            assertEquals(299, seen.size());
        }
    }

    @Test
    void tellsALimitAStopAndTheEndApart() throws Exception {
        for (int study = 1; study <= 50; study++) {
            store(TestInstance.of(study, 1, 1));
        }

        assertEquals(new FindSummary(FindEnd.COMPLETE, 50, 50), count(50, Integer.MAX_VALUE));
        assertEquals(FindEnd.ROW_LIMIT, count(49, Integer.MAX_VALUE).end());
        assertEquals(49, count(49, Integer.MAX_VALUE).rows());
        assertEquals(FindEnd.STOPPED, count(50, 3).end());
        assertEquals(3, count(50, 3).rows());
    }

    private FindSummary count(int limit, int stopAfter) throws OperatingFailure, IOException {
        List<Object> seen = new ArrayList<>();
        return index.find(new IndexQuery(Level.STUDY, List.of(), Set.of(), limit), row -> {
            seen.add(row);
            return seen.size() < stopAfter;
        });
    }

    @Test
    void stopsAndSaysSoWhenTooManyRowsWereExaminedInVain() throws Exception {
        List<TestInstance> many = new ArrayList<>();
        for (int study = 1; study <= 100; study++) {
            many.add(TestInstance.of(study, 1, 1));
        }
        store(many);
        index.close();
        index = ArchiveIndex.open(
                config, new IndexLimits(LIMITS.roleWait(), LIMITS.readTimeOut(), 40, 10, 10), Clock.systemUTC());
        IndexQuery inVain = new IndexQuery(Level.STUDY, List.of(new Exact(PATIENT_COMMENTS, "nowhere")), Set.of(), 10);

        FindSummary summary = index.find(inVain, row -> true);
        assertEquals(FindEnd.SCAN_LIMIT, summary.end());
        assertTrue(summary.examined() <= 60, () -> summary + " went far beyond the limit");
        assertEquals(FindEnd.COMPLETE, count(100, Integer.MAX_VALUE).end());
    }

    @Test
    void streamsTheCurrentVersionsOfASelectionInOrder() throws Exception {
        store(
                TestInstance.of(1, 1, 1),
                TestInstance.of(2, 1, 1),
                TestInstance.of(1, 2, 1),
                TestInstance.of(1, 1, 2).with(Tag.SOPClassUID, Vr.UI, TestInstance.MR),
                TestInstance.of(3, 1, 1));
        store(TestInstance.of(1, 1, 1).version(2));

        assertEquals(
                List.of("1.2.3.1.1.2", "1.2.3.1.1.1", "1.2.3.1.2.1", "1.2.3.2.1.1"),
                uids(RetrieveSelection.ofStudies(List.of(new Uid("1.2.3.1"), new Uid("1.2.3.2")))));
        assertEquals(
                List.of("1.2.3.1.2.1"),
                uids(new RetrieveSelection(
                        List.of("P1"), List.of(new Uid("1.2.3.1")), List.of(new Uid("1.2.3.1.2")), List.of())));
        assertEquals(
                List.of("1.2.3.3.1.1"),
                uids(new RetrieveSelection(
                        List.of(),
                        List.of(new Uid("1.2.3.3")),
                        List.of(),
                        List.of(new Uid("1.2.3.3.1.1"), new Uid("1.2.3.2.1.1")))));
        assertEquals(List.of(), uids(RetrieveSelection.ofStudies(List.of(new Uid("1.2.9")))));
        SelectionSummary summary = index.summary(RetrieveSelection.ofStudies(List.of(new Uid("1.2.3.1"))));
        assertEquals(3, summary.instances());
        assertEquals(new Uid(TestInstance.CT), summary.kinds().get(0).sopClassUid());
        assertEquals(2, summary.kinds().get(0).instances());
        List<Integer> versions = new ArrayList<>();
        index.versions(
                RetrieveSelection.ofInstances(List.of(new Uid("1.2.3.1.1.1"))), known -> versions.add(known.version()));
        assertEquals(List.of(1, 2), versions);
    }

    /** What was replaced is counted nowhere, so only reading page by page bounds what is held of it. */
    @Test
    void readsVersionsInPagesAlsoWhereAllHaveBeenReplaced() throws Exception {
        int perSeries = LIMITS.rowsPerPage();
        for (int version : List.of(1, 2)) {
            List<TestInstance> sent = new ArrayList<>();
            for (int series : List.of(1, 2)) {
                for (int instance = 1; instance <= perSeries; instance++) {
                    sent.add(TestInstance.of(1, series, instance)
                            .version(version)
                            .with(Tag.StudyInstanceUID, Vr.UI, "1.2.3." + version));
                }
            }
            store(sent);
        }
        RetrieveSelection left = RetrieveSelection.ofStudies(List.of(new Uid("1.2.3.1")));
        assertEquals(List.of(), uids(left));

        TestInstance late = TestInstance.of(1, 1, perSeries + 1);
        List<String> read = new ArrayList<>();
        index.versions(left, version -> {
            if (read.isEmpty()) {
                assertDoesNotThrow(() -> store(late));
            }
            read.add(version.instance().object().sopInstanceUid().value());
        });

        assertEquals(
                perSeries,
                read.indexOf(late.sopInstanceUid().value()),
                "the place of what was stored once the first page had been read");
        assertEquals(2 * perSeries + 1, read.size());
        assertEquals(read.size(), Set.copyOf(read).size());
    }

    private List<String> uids(RetrieveSelection selection) throws OperatingFailure {
        List<String> uids = new ArrayList<>();
        try (var stream = index.instances(selection)) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                uids.add(next.get().object().sopInstanceUid().value());
            }
        }
        return uids;
    }

    @Test
    void answersManyReadersWhileAWriterWrites() throws Exception {
        store(TestInstance.of(1, 1, 1));
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> reading = () -> {
                for (int i = 0; i < 10; i++) {
                    if (!find(Level.STUDY, Tag.StudyID).contains("S1")) {
                        return false;
                    }
                }
                return true;
            };
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(readers.submit(reading));
            }
            for (int study = 2; study <= 20; study++) {
                store(TestInstance.of(study, 1, 1));
            }
            for (Future<Boolean> result : results) {
                assertTrue(result.get());
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void aPatientWhoseInstancesHaveAllMovedAwayIsNoLongerFound() throws Exception {
        store(TestInstance.of(1, 1, 1));
        store(TestInstance.of(1, 1, 1).version(2).with(Tag.PatientID, Vr.LO, "CORRECTED"));

        assertEquals(List.of("CORRECTED"), find(Level.PATIENT, Tag.PatientID));
        assertEquals(List.of("CORRECTED"), find(Level.STUDY, Tag.PatientID));
    }
}
