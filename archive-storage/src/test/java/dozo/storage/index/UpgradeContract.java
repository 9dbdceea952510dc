package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestInstance;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An index whose tables an earlier layout made: opened, it holds the same in the present one. */
abstract class UpgradeContract extends ArchiveIndexContract {

    private static final String STUDY_TOTALS =
            "series_count, instance_count, total_bytes, modalities, sop_classes, conflict_kinds, last_received_at";
    private static final String SERIES_TOTALS = "instance_count, total_bytes, sop_classes";

    private void storeVariety() throws Exception {
        store(TestInstance.of(1, 1, 1), TestInstance.of(1, 1, 2), TestInstance.of(1, 2, 1));
        store(TestInstance.of(1, 2, 1).version(2).with(Tag.SOPClassUID, Vr.UI, TestInstance.MR));
        store(TestInstance.of(1, 2, 2).with(Tag.PatientName, Vr.PN, "OTHER"));
        store(TestInstance.of(2, 1, 1), TestInstance.of(3, 1, 1).with(Tag.PatientID, Vr.LO));
    }

    @Test
    void anIndexOfTheFirstLayoutKeepsWhatItHasCounted() throws Exception {
        storeVariety();
        List<String> before = IndexDump.of(config);
        index.close();
        putBackToTheFirstLayout();

        reopen();

        assertEquals(before, IndexDump.of(config));
        assertEquals(List.of("4", "1", "1"), instancesOfStudies());
    }

    @Test
    void anIndexOfTheFirstLayoutGoesOnCounting() throws Exception {
        storeVariety();
        index.close();
        putBackToTheFirstLayout();

        reopen();
        store(
                TestInstance.of(1, 1, 3),
                TestInstance.of(1, 1, 2).version(2).with(Tag.SOPClassUID, Vr.UI, TestInstance.MR),
                TestInstance.of(4, 1, 1));

        assertEquals(List.of("5", "1", "1", "1"), instancesOfStudies());
        Condition first = new Condition.UidList(
                Tag.StudyInstanceUID, List.of(TestInstance.of(1, 1, 1).studyInstanceUid()));
        assertEquals(List.of("3", "2"), find(Level.SERIES, Tag.NumberOfSeriesRelatedInstances, first));
    }

    @Test
    void anIndexOfALaterLayoutIsRefused() throws Exception {
        index.close();
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            String history = '"' + IndexDump.liveSchema(statement) + "\".\"flyway_schema_history\"";
            statement.execute(
                    "insert into " + history + " select \"installed_rank\" + 1, '99', \"description\", \"type\","
                            + " \"script\", \"checksum\", \"installed_by\", \"installed_on\", \"execution_time\", \"success\" from "
                            + history + " where \"version\" = '2'");
        }

        assertEquals(
                FailureCode.INDEX_SCHEMA_UNFIT,
                assertThrows(OperatingFailure.class, this::reopen).code());
    }

    private List<String> instancesOfStudies() throws Exception {
        return find(Level.STUDY, Tag.NumberOfStudyRelatedInstances);
    }

    /** What stands in tables of its own since the second layout goes back into the rows of studies and series. */
    final void putBackToTheFirstLayout() throws SQLException {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            String schema = IndexDump.liveSchema(statement);
            putBack(statement, schema, "study", STUDY_TOTALS);
            putBack(statement, schema, "series", SERIES_TOTALS);
            statement.execute("delete from \"" + schema + "\".\"flyway_schema_history\" where \"version\" = '2'");
        }
    }

    private static void putBack(Statement statement, String schema, String table, String totals) throws SQLException {
        String rows = schema + '.' + table;
        statement.execute("update " + rows + " set (" + totals + ") = (select " + totals + " from " + rows + "_total t"
                + " where t." + table + "_pk = " + table + ".pk)");
        for (String column : totals.split(", ")) {
            statement.execute("alter table " + rows + " alter column " + column + " drop default");
        }
        statement.execute("drop table " + rows + "_total");
    }
}
