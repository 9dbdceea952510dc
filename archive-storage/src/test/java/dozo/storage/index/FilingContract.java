package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.Conflict;
import dozo.storage.index.model.ConflictKind;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.Level;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.testing.TestInstance;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.ObjectPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Identity, versions, conflicts, counters and transactions. */
abstract class FilingContract extends ArchiveIndexContract {

    @Test
    void givesBackWhatWasStoredWithAllItsCopies() throws Exception {
        TestInstance instance = TestInstance.of(1, 1, 1).volumes(TestInstance.VOLUME, TestInstance.MIRROR);
        store(instance);

        try (var stream = index.instances(RetrieveSelection.ofStudies(List.of(instance.studyInstanceUid())))) {
            StoredInstance found = stream.next().orElseThrow();
            assertEquals(instance.stored(), found.object());
            assertEquals(instance.stored().locations(), found.locations());
            assertTrue(stream.next().isEmpty());
        }
    }

    @Test
    void knowsAllVersionsOfAnInstanceAndShowsTheHighest() throws Exception {
        TestInstance first = TestInstance.of(1, 1, 1).with(Tag.ContentDate, Vr.DA, "20260101");
        TestInstance second = TestInstance.of(1, 1, 1).version(2).sizeBytes(5).with(Tag.ContentDate, Vr.DA, "20260202");
        store(first);
        store(second);

        try (IndexBatch batch = index.begin()) {
            List<KnownVersion> versions = batch.versionsOf(List.of(first.sopInstanceUid(), new Uid("1.9")))
                    .get(first.sopInstanceUid());
            assertEquals(List.of(first.stored(), second.stored()), objects(versions));
            assertEquals(
                    List.of(false, true),
                    versions.stream().map(KnownVersion::current).toList());
        }
        assertEquals(List.of("20260202"), find(Level.IMAGE, Tag.ContentDate));
        assertEquals(List.of("1"), find(Level.STUDY, Tag.NumberOfStudyRelatedInstances));
        assertEquals(5, index.counts().bytes());
    }

    /** Totals go to the database some together: a group may touch more rows than that. */
    @Test
    void countsEveryStudyOfABatchThatTouchesMany() throws Exception {
        int studies = 150;
        for (int instance = 1; instance <= 2; instance++) {
            List<TestInstance> batch = new ArrayList<>();
            for (int study = 1; study <= studies; study++) {
                batch.add(TestInstance.of(study, 1, instance));
            }
            store(batch);
        }
        assertEquals(Collections.nCopies(studies, "2"), find(Level.STUDY, Tag.NumberOfStudyRelatedInstances));
        assertEquals(Collections.nCopies(studies, "2"), find(Level.SERIES, Tag.NumberOfSeriesRelatedInstances));
        assertEquals(2 * studies, index.counts().instances());
    }

    @Test
    void keepsTheHighestVersionCurrentWhenAnEarlierOneIsAddedLater() throws Exception {
        store(TestInstance.of(1, 1, 1).version(2).with(Tag.ContentDate, Vr.DA, "20260202"));
        store(TestInstance.of(1, 1, 1).version(1).with(Tag.ContentDate, Vr.DA, "20260101"));

        assertEquals(List.of("20260202"), find(Level.IMAGE, Tag.ContentDate));
        assertEquals(1, index.counts().instances());
    }

    @Test
    void passesOverAVersionThatIsAppliedTwice() throws Exception {
        TestInstance instance = TestInstance.of(1, 1, 1);
        store(instance, instance);
        store(instance);

        assertEquals(1, index.counts().instances());
    }

    /** INV-4: the order in which journals come to hand must not decide what is handed out. */
    @Test
    void keepsBothObjectsThatClaimOneVersionAndShowsTheOneReceivedLater() throws Exception {
        TestInstance earlier = TestInstance.of(1, 1, 1).with(Tag.ContentDate, Vr.DA, "20260101");
        TestInstance later = TestInstance.of(1, 1, 1).content("other").with(Tag.ContentDate, Vr.DA, "20260202");
        TestInstance otherEarlier = TestInstance.of(2, 1, 1).with(Tag.ContentDate, Vr.DA, "20260101");
        TestInstance otherLater = TestInstance.of(2, 1, 1).content("other").with(Tag.ContentDate, Vr.DA, "20260202");
        for (int time = 0; time < 2; time++) { // the second time changes nothing
            store(earlier);
            store(later);
            store(otherLater, otherEarlier);
        }

        assertEquals(List.of("20260202", "20260202"), find(Level.IMAGE, Tag.ContentDate));
        assertEquals(2, index.counts().instances());
        assertEquals(List.of(ConflictKind.VERSION_CLAIMED_TWICE, ConflictKind.VERSION_CLAIMED_TWICE), conflictKinds());
        store(TestInstance.of(2, 1, 1).version(3).with(Tag.ContentDate, Vr.DA, "20260303"));
        assertEquals(List.of("20260202", "20260303"), find(Level.IMAGE, Tag.ContentDate));
    }

    @Test
    void takesASecondObjectWithTheSameBytesForAFurtherCopy() throws Exception {
        TestInstance one = TestInstance.of(1, 1, 1);
        TestInstance other = TestInstance.of(1, 1, 1).volumes(TestInstance.MIRROR);
        store(one);
        store(other);
        store(other);

        try (IndexBatch batch = index.begin()) {
            List<KnownVersion> versions =
                    batch.versionsOf(List.of(one.sopInstanceUid())).get(one.sopInstanceUid());
            assertEquals(1, versions.size());
            assertEquals(
                    List.of(
                            one.stored().locations().get(0),
                            other.stored().locations().get(0)),
                    versions.get(0).instance().locations());
        }
        assertEquals(List.of(), conflictKinds());
    }

    @Test
    void addsAFurtherCopyOnce() throws Exception {
        TestInstance instance = TestInstance.of(1, 1, 1);
        store(instance);
        ObjectLocation copy = new ObjectLocation(
                TestInstance.VOLUME, ObjectPath.of(instance.stored().epoch(), Instant.EPOCH, 99));
        for (int i = 0; i < 2; i++) {
            try (IndexBatch batch = index.begin()) {
                batch.addLocation(copyOf(instance, copy));
                batch.addLocation(copyOf(TestInstance.of(1, 1, 99), copy));
                batch.commit();
            }
        }

        try (var stream = index.instances(RetrieveSelection.ofInstances(List.of(instance.sopInstanceUid())))) {
            StoredInstance found = stream.next().orElseThrow();
            assertEquals(List.of(instance.stored().locations().get(0), copy), found.locations());
            assertEquals(instance.stored(), found.object());
        }
    }

    @Test
    void countsSeriesInstancesModalitiesAndClasses() throws Exception {
        store(TestInstance.of(1, 1, 1), TestInstance.of(1, 1, 2));
        store(TestInstance.of(1, 2, 1).with(Tag.Modality, Vr.CS, "MR").with(Tag.SOPClassUID, Vr.UI, TestInstance.MR));

        Attributes study = answers(
                        Level.STUDY,
                        Set.of(
                                Tag.NumberOfStudyRelatedSeries,
                                Tag.NumberOfStudyRelatedInstances,
                                Tag.ModalitiesInStudy,
                                Tag.SOPClassesInStudy,
                                Tag.NumberOfPatientRelatedInstances))
                .get(0);
        assertEquals(List.of("2"), study.strings(Tag.NumberOfStudyRelatedSeries));
        assertEquals(List.of("3"), study.strings(Tag.NumberOfStudyRelatedInstances));
        assertEquals(List.of("CT", "MR"), study.strings(Tag.ModalitiesInStudy));
        assertEquals(List.of(TestInstance.CT, TestInstance.MR), study.strings(Tag.SOPClassesInStudy));
        assertEquals(List.of("3"), study.strings(Tag.NumberOfPatientRelatedInstances));
        assertEquals(new IndexCounts(1, 1, 2, 3, 3_000, 0), index.counts());
    }

    @Test
    void aVersionThatMovesToAnotherSeriesTakesItsCountsAndTermsAlong() throws Exception {
        store(TestInstance.of(1, 1, 1));
        store(TestInstance.of(1, 1, 1)
                .version(2)
                .with(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.1.7")
                .with(Tag.Modality, Vr.CS, "MR")
                .with(Tag.SOPClassUID, Vr.UI, TestInstance.MR));

        assertEquals(List.of("MR"), find(Level.STUDY, Tag.ModalitiesInStudy));
        assertEquals(List.of(TestInstance.MR), find(Level.STUDY, Tag.SOPClassesInStudy));
        assertEquals(List.of("1"), find(Level.STUDY, Tag.NumberOfStudyRelatedSeries));
        assertEquals(List.of("1.2.3.1.7"), find(Level.SERIES, Tag.SeriesInstanceUID));
        assertEquals(List.of(ConflictKind.INSTANCE_CHANGES_SERIES), conflictKinds());
    }

    @Test
    void keepsPatientsWithoutPatientIdApart() throws Exception {
        store(
                TestInstance.of(1, 1, 1).with(Tag.PatientID, Vr.LO),
                TestInstance.of(2, 1, 1).without(Tag.PatientID));
        store(TestInstance.of(1, 1, 2).with(Tag.PatientID, Vr.LO));

        assertEquals(2, index.counts().patients());
        assertEquals(List.of(ConflictKind.MISSING_PATIENT_ID, ConflictKind.MISSING_PATIENT_ID), conflictKinds());
    }

    @Test
    void tellsPatientsOfDifferentIssuersAndCasesApart() throws Exception {
        store(
                TestInstance.of(1, 1, 1).with(Tag.PatientID, Vr.LO, "A"),
                TestInstance.of(2, 1, 1).with(Tag.PatientID, Vr.LO, "a"),
                TestInstance.of(3, 1, 1).with(Tag.PatientID, Vr.LO, "A").with(Tag.IssuerOfPatientID, Vr.LO, "X"));

        assertEquals(3, index.counts().patients());
        assertEquals(List.of(), conflictKinds());
    }

    @Test
    void keepsAStudyThatComesUnderASecondPatientAsASecondStudy() throws Exception {
        store(TestInstance.of(1, 1, 1));
        store(TestInstance.of(1, 1, 2).with(Tag.PatientID, Vr.LO, "OTHER"));
        store(TestInstance.of(1, 1, 3).with(Tag.PatientID, Vr.LO, "OTHER"));

        assertEquals(List.of("P1", "OTHER"), find(Level.STUDY, Tag.PatientID));
        assertEquals(List.of("1", "2"), find(Level.STUDY, Tag.NumberOfStudyRelatedInstances));
        Conflict conflict = index.conflicts(0, 10).get(0);
        assertEquals(List.of(ConflictKind.STUDY_CHANGES_PATIENT), conflictKinds());
        assertEquals("P1", conflict.held());
        assertEquals("OTHER", conflict.arrived());
    }

    @Test
    void recordsASeriesThatComesUnderASecondStudy() throws Exception {
        store(TestInstance.of(1, 1, 1));
        store(TestInstance.of(2, 1, 1).with(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.1.1"));

        assertEquals(List.of(ConflictKind.SERIES_CHANGES_STUDY), conflictKinds());
        assertEquals(2, index.counts().series());
    }

    @Test
    void keepsTheFirstDemographicsAndRecordsOneConflictForAStudyThatDiffers() throws Exception {
        store(TestInstance.of(1, 1, 1));
        for (int i = 2; i < 5; i++) {
            store(TestInstance.of(1, 1, i).with(Tag.PatientName, Vr.PN, "OTHER^NAME"));
        }

        assertEquals(List.of("TEST^P1"), find(Level.PATIENT, Tag.PatientName));
        assertEquals(List.of(ConflictKind.DEMOGRAPHICS_DIFFER), conflictKinds());
    }

    @Test
    void aRolledBackBatchLeavesNoTraceInTablesOrMemory() throws Exception {
        store(TestInstance.of(1, 1, 1));
        try (IndexBatch batch = index.begin()) {
            TestInstance lost = TestInstance.of(1, 1, 2);
            batch.addStored(lost.stored(), lost.indexed());
            TestInstance lostStudy = TestInstance.of(2, 1, 1);
            batch.addStored(lostStudy.stored(), lostStudy.indexed());
        }
        try (IndexBatch batch = index.begin()) {
            for (TestInstance lost : List.of(TestInstance.of(3, 1, 1), TestInstance.of(1, 1, 3))) {
                batch.addStored(lost.stored(), lost.indexed());
            }
            batch.position(new JournalPosition("journal/" + "long".repeat(1_000), 1)); // fits into no column
            OperatingFailure failure = assertThrows(OperatingFailure.class, batch::commit);
            assertEquals(FailureCode.INDEX_UNAVAILABLE, failure.code());
        }

        store(TestInstance.of(1, 1, 4), TestInstance.of(2, 1, 1), TestInstance.of(3, 1, 1));
        assertEquals(List.of("2", "1", "1"), find(Level.STUDY, Tag.NumberOfStudyRelatedInstances));
        assertEquals(new IndexCounts(3, 3, 3, 4, 4_000, 0), index.counts());
    }

    @Test
    void appliesJournalPositionsInTheSameTransaction() throws Exception {
        try (IndexBatch batch = index.begin()) {
            batch.position(new JournalPosition("journal/a", 10));
            batch.position(new JournalPosition("journal/b", 5));
            batch.commit();
        }
        try (IndexBatch batch = index.begin()) {
            batch.position(new JournalPosition("journal/a", 20));
            batch.commit();
        }
        try (IndexBatch batch = index.begin()) {
            batch.position(new JournalPosition("journal/b", 99));
        }

        assertEquals(Map.of("journal/a", 20L, "journal/b", 5L), index.journalPositions());
    }

    @Test
    void keepsEverythingOverARestart() throws Exception {
        store(TestInstance.of(1, 1, 1), TestInstance.of(1, 1, 2));
        var epoch = index.epoch();
        reopen();
        store(TestInstance.of(1, 1, 3), TestInstance.of(1, 2, 1));

        assertEquals(epoch.epoch() + 1, index.epoch().epoch());
        assertEquals(List.of("4"), find(Level.STUDY, Tag.NumberOfStudyRelatedInstances));
        assertEquals(new IndexCounts(1, 1, 2, 4, 4_000, 0), index.counts());
    }

    @Test
    void countsRightWhenRowsHaveBeenForgotten() throws Exception {
        List<TestInstance> first = new ArrayList<>();
        List<TestInstance> second = new ArrayList<>();
        for (int study = 1; study <= 3 * LIMITS.knownKeysMax(); study++) {
            first.add(TestInstance.of(study, 1, 1));
            second.add(TestInstance.of(study, 1, 2));
        }
        store(first);
        store(second);

        assertEquals(Set.of("2"), Set.copyOf(find(Level.STUDY, Tag.NumberOfStudyRelatedInstances)));
        assertEquals(first.size(), index.counts().patients());
    }

    @Test
    void takesTextThatDatabasesRefuse() throws Exception {
        TestInstance instance = TestInstance.of(1, 1, 1)
                .with(Tag.PatientID, Vr.LO, "A\0B")
                .with(Tag.StudyDescription, Vr.LO, "x".repeat(3_000))
                .with(Tag.AccessionNumber, Vr.SH, "y".repeat(300));
        store(instance);

        assertEquals(1, index.counts().studies());
    }

    private static LocationAddedEntry copyOf(TestInstance instance, ObjectLocation copy) {
        return new LocationAddedEntry(
                instance.sopInstanceUid(),
                1,
                instance.stored().digest(),
                copy,
                LocationAddedEntry.Reason.REPAIR,
                Instant.EPOCH);
    }

    private static List<Object> objects(List<KnownVersion> versions) {
        return versions.stream()
                .map(version -> (Object) version.instance().object())
                .toList();
    }
}
