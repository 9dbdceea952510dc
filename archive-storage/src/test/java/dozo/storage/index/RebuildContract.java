package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.journal.JournalPosition;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestInstance;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A second schema filled from the journals beside the one in use. */
abstract class RebuildContract extends ArchiveIndexContract {

    private static final String JOURNAL = "journal/one";

    /** What the journal would hold: line {@code n} ends at byte {@code n + 1}. */
    private final List<TestInstance> journal = new ArrayList<>();

    private void storeJournaled(TestInstance instance) throws OperatingFailure {
        journal.add(instance);
        try (IndexBatch batch = index.begin()) {
            apply(batch, journal.size() - 1, journal.size());
            batch.commit();
        }
    }

    private void apply(IndexBatch batch, int from, int to) throws OperatingFailure {
        for (TestInstance instance : journal.subList(from, to)) {
            batch.addStored(instance.stored(), instance.indexed());
        }
        batch.position(new JournalPosition(JOURNAL, to));
    }

    private void storeVariety() throws OperatingFailure {
        storeJournaled(TestInstance.of(1, 1, 1).volumes(TestInstance.VOLUME, TestInstance.MIRROR));
        storeJournaled(TestInstance.of(1, 1, 1).version(2).with(Tag.SOPClassUID, Vr.UI, TestInstance.MR));
        storeJournaled(TestInstance.of(1, 2, 1).with(Tag.PatientName, Vr.PN, "OTHER"));
        storeJournaled(TestInstance.of(1, 2, 2).with(Tag.PatientID, Vr.LO));
        storeJournaled(TestInstance.of(2, 1, 1).with(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.1.1"));
        storeJournaled(TestInstance.of(2, 1, 1).version(2).with(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.2.9"));
    }

    @Test
    void aRebuiltIndexEqualsTheOldOneRowByRow() throws Exception {
        storeVariety();
        List<String> before = IndexDump.of(config);
        try (IndexRebuild rebuild = index.rebuild()) {
            assertFalse(rebuild.isResumed());
            try (IndexBatch batch = rebuild.begin()) {
                apply(batch, 0, 3);
                batch.commit();
            }
            assertEquals(Map.of(JOURNAL, 3L), rebuild.journalPositions());
            try (IndexBatch last = rebuild.beginSwitch()) {
                apply(last, 3, journal.size());
                last.commit();
            }
        }

        assertEquals(before, IndexDump.of(config));
        reopen();
        assertEquals(before, IndexDump.of(config));
    }

    @Test
    void theOldIndexServesAndTakesImagesUntilTheSwitch() throws Exception {
        storeVariety();
        try (IndexRebuild rebuild = index.rebuild()) {
            try (IndexBatch batch = rebuild.begin()) {
                apply(batch, 0, journal.size());
                storeJournaled(TestInstance.of(7, 1, 1));
                batch.commit();
            }
            assertTrue(find(Level.STUDY, Tag.StudyID).contains("S7"));
            int behind = journal.size() - 1;
            try (IndexBatch tooEarly = rebuild.beginSwitch()) {
                OperatingFailure failure = assertThrows(OperatingFailure.class, tooEarly::commit);
                assertEquals(FailureCode.JOURNAL_UNUSABLE, failure.code());
            }
            storeJournaled(TestInstance.of(8, 1, 1));
            try (IndexBatch last = rebuild.beginSwitch()) {
                apply(last, behind, journal.size());
                last.commit();
            }
        }

        assertTrue(find(Level.STUDY, Tag.StudyID).containsAll(List.of("S7", "S8")));
        storeJournaled(TestInstance.of(9, 1, 1));
        assertTrue(find(Level.STUDY, Tag.StudyID).contains("S9"));
        reopen();
        assertTrue(find(Level.STUDY, Tag.StudyID).containsAll(List.of("S7", "S8", "S9")));
    }

    @Test
    void anInterruptedRebuildGoesOnWhereItStopped() throws Exception {
        storeVariety();
        List<String> before = IndexDump.of(config);
        String schema;
        try (IndexRebuild rebuild = index.rebuild()) {
            schema = rebuild.schema();
            try (IndexBatch batch = rebuild.begin()) {
                apply(batch, 0, 2);
                batch.commit();
            }
        }
        reopen();

        assertEquals(before, IndexDump.of(config));
        try (IndexRebuild rebuild = index.rebuild()) {
            assertTrue(rebuild.isResumed());
            assertEquals(schema, rebuild.schema());
            assertEquals(Map.of(JOURNAL, 2L), rebuild.journalPositions());
            assertEquals(1, rebuild.counts().instances());
            try (IndexBatch last = rebuild.beginSwitch()) {
                apply(last, 2, journal.size());
                last.commit();
            }
        }
        assertEquals(before, IndexDump.of(config));
    }

    @Test
    void anAbandonedRebuildIsForgotten() throws Exception {
        storeVariety();
        try (IndexRebuild rebuild = index.rebuild()) {
            rebuild.abandon();
        }
        try (IndexRebuild rebuild = index.rebuild()) {
            assertFalse(rebuild.isResumed());
            assertEquals(Map.of(), rebuild.journalPositions());
        }
    }

    @Test
    void aSecondRebuildIsRefusedWhileOneIsUnderWay() throws Exception {
        storeVariety();
        try (IndexRebuild rebuild = index.rebuild()) {
            OperatingFailure failure =
                    assertThrows(OperatingFailure.class, () -> index.rebuild().close());
            assertEquals(FailureCode.TOO_BUSY, failure.code());
            switchTo(rebuild);
        }
        index.rebuild().close();

        List<String> rows = IndexDump.of(config);
        reopen();
        assertEquals(rows, IndexDump.of(config));
        assertEquals(4, index.counts().instances());
    }

    @Test
    void nothingIsSwitchedWhenTheListOfSchemasWasChangedByAnotherHand() throws Exception {
        storeVariety();
        try (IndexRebuild rebuild = index.rebuild()) {
            execute("update dozo_control.index_schema set state = 'RETIRED' where name = '" + rebuild.schema() + "'");

            OperatingFailure failure = assertThrows(OperatingFailure.class, () -> switchTo(rebuild));

            assertEquals(FailureCode.INDEX_SCHEMA_UNFIT, failure.code());
        }
        reopen();
        assertEquals(4, index.counts().instances());
    }

    @Test
    void aRebuildPutBackToAnEarlierStateDoesNotEndTheServiceOfTheIndexInUse() throws Exception {
        storeVariety();
        try (IndexRebuild rebuild = index.rebuild()) {
            try (IndexBatch batch = rebuild.begin()) {
                apply(batch, 0, 1);
                batch.commit();
            }
            execute("update " + rebuild.schema() + ".total set revision = revision - 1");

            OperatingFailure failure = assertThrows(OperatingFailure.class, () -> switchTo(rebuild));

            assertEquals(FailureCode.INDEX_SCHEMA_UNFIT, failure.code());
            assertTrue(index.isActive());
            storeJournaled(TestInstance.of(9, 1, 1));
        }
    }

    @Test
    void theReplacedSchemaIsDroppedWhenItsLastReaderHasGone() throws Exception {
        storeVariety();
        try (InstanceStream reading = index.instances(
                RetrieveSelection.ofStudies(List.of(TestInstance.of(1, 1, 1).studyInstanceUid())))) {
            assertTrue(reading.next().isPresent());
            try (IndexRebuild rebuild = index.rebuild()) {
                switchTo(rebuild);
            }
            assertEquals(2, schemas());
            assertTrue(reading.next().isPresent());
        }
        assertEquals(1, schemas());

        try (IndexRebuild rebuild = index.rebuild()) {
            switchTo(rebuild);
        }
        assertEquals(1, schemas());
    }

    private void switchTo(IndexRebuild rebuild) throws OperatingFailure {
        try (IndexBatch last = rebuild.beginSwitch()) {
            apply(last, rebuild.journalPositions().getOrDefault(JOURNAL, 0L).intValue(), journal.size());
            last.commit();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** How many index schemas the database really holds. */
    private int schemas() throws SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from information_schema.schemata"
                        + " where lower(schema_name) like 'dozo_index_%'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
