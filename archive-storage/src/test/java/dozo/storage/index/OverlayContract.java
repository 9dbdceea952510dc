package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetWriter;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.header.Header;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestInstance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corrected patient and study values, which stand beside the received ones and go before them in all that is answered. */
abstract class OverlayContract extends ArchiveIndexContract {

    private static final int PATIENT_COMMENTS = 0x00104000;

    private final TestInstance corrected = TestInstance.of(1, 1, 1)
            .with(PATIENT_COMMENTS, Vr.LT, "as received")
            .with(Tag.StudyDescription, Vr.LO, "CHEST");

    @BeforeEach
    void correctPatientAndStudy() throws Exception {
        store(corrected, TestInstance.of(1, 1, 2), TestInstance.of(2, 1, 1));
        correct(
                "patient",
                "patient_id = 'P1'",
                new Attributes()
                        .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100")
                        .put(Tag.PatientName, Vr.PN, "MÜLLER^EVA")
                        .put(PATIENT_COMMENTS, Vr.LT, "as corrected"));
        correct("study", "study_instance_uid = '1.2.3.1'", new Attributes().put(Tag.StudyDescription, Vr.LO, "THORAX"));
    }

    private void correct(String table, String where, Attributes values) throws SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement();
                PreparedStatement update = connection.prepareStatement("update " + IndexDump.liveSchema(statement) + '.'
                        + table + " set overlay = ? where " + where)) {
            update.setBytes(1, DatasetWriter.toBytes(values, Header.SYNTAX));
            assertEquals(1, update.executeUpdate());
        }
    }

    @Test
    void answersOfEachLevelShowTheCorrectedValues() throws Exception {
        assertEquals(List.of("MÜLLER^EVA", "TEST^P2"), find(Level.PATIENT, Tag.PatientName));
        assertEquals(List.of("MÜLLER^EVA", "TEST^P2"), find(Level.STUDY, Tag.PatientName));
        assertEquals(List.of("THORAX", ""), find(Level.STUDY, Tag.StudyDescription));
        assertEquals(List.of("THORAX", ""), find(Level.SERIES, Tag.StudyDescription));
        assertEquals(List.of("MÜLLER^EVA", "MÜLLER^EVA", "TEST^P2"), find(Level.IMAGE, Tag.PatientName));

        Attributes answer =
                answers(Level.STUDY, Set.of(Tag.PatientID, Tag.StudyID)).get(0);
        assertEquals(Optional.of("P1"), answer.string(Tag.PatientID));
        assertEquals(Optional.of("S1"), answer.string(Tag.StudyID));
    }

    @Test
    void keysWithoutAColumnMatchTheCorrectedValues() throws Exception {
        assertEquals(
                List.of("P1"),
                find(Level.PATIENT, Tag.PatientID, new Condition.Exact(PATIENT_COMMENTS, "as corrected")));
        assertEquals(
                List.of(), find(Level.PATIENT, Tag.PatientID, new Condition.Exact(PATIENT_COMMENTS, "as received")));
    }

    @Test
    void instancesThatLeaveCarryTheCorrectedValuesOfPatientAndStudy() throws Exception {
        assertCorrected(overlayOf(RetrieveSelection.ofStudies(List.of(corrected.studyInstanceUid()))));
        assertCorrected(overlayOf(RetrieveSelection.ofInstances(List.of(corrected.sopInstanceUid()))));
        TestInstance untouched = TestInstance.of(2, 1, 1);
        assertEquals(Optional.empty(), overlayOf(RetrieveSelection.ofInstances(List.of(untouched.sopInstanceUid()))));
    }

    @Test
    void theWriterKnowsTheCorrectedValuesToo() throws Exception {
        try (IndexBatch batch = index.begin()) {
            List<KnownVersion> versions =
                    batch.versionsOf(List.of(corrected.sopInstanceUid())).get(corrected.sopInstanceUid());
            assertCorrected(versions.get(0).instance().overlay());
        }
    }

    @Test
    void aLaterImageOfTheStudyChangesNothingOfTheCorrections() throws Exception {
        store(TestInstance.of(1, 2, 1));

        assertEquals(List.of("MÜLLER^EVA", "TEST^P2"), find(Level.PATIENT, Tag.PatientName));
        assertCorrected(overlayOf(
                RetrieveSelection.ofInstances(List.of(TestInstance.of(1, 2, 1).sopInstanceUid()))));
    }

    private Optional<Attributes> overlayOf(RetrieveSelection selection) throws OperatingFailure {
        try (InstanceStream stream = index.instances(selection)) {
            return stream.next().orElseThrow().overlay();
        }
    }

    private static void assertCorrected(Optional<Attributes> overlay) {
        assertTrue(overlay.isPresent());
        assertEquals(Optional.of("MÜLLER^EVA"), overlay.get().string(Tag.PatientName));
        assertEquals(Optional.of("THORAX"), overlay.get().string(Tag.StudyDescription));
        assertEquals(Optional.empty(), overlay.get().string(Tag.PatientID));
    }
}
