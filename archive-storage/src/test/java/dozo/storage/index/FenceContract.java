package dozo.storage.index;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.Level;
import dozo.storage.testing.IndexDump;
import dozo.storage.testing.TestInstance;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** INV-3: after a promotion elsewhere nothing of the earlier incarnation commits. */
abstract class FenceContract extends ArchiveIndexContract {

    /** Opens a second index on the same database while the first one believes to be active. */
    abstract ArchiveIndex takeOver() throws Exception;

    @Test
    void aDeposedIncarnationCommitsNothing() throws Exception {
        store(TestInstance.of(1, 1, 1));
        try (ArchiveIndex successor = takeOver()) {
            assertNotEquals(index.epoch(), successor.epoch());
            assertEquals(index.epoch().epoch() + 1, successor.epoch().epoch());

            assertRefused(assertThrows(OperatingFailure.class, () -> store(TestInstance.of(2, 1, 1))));
            assertFalse(index.isActive());
            assertTrue(successor.isActive());
            assertRefused(assertThrows(
                    OperatingFailure.class, () -> index.applicationEntities().remove(new AeTitle("X"))));
            assertRefused(
                    assertThrows(OperatingFailure.class, () -> index.rebuild().close()));

            TestInstance lawful = TestInstance.of(3, 1, 1);
            try (IndexBatch batch = successor.begin()) {
                batch.addStored(lawful.stored(), lawful.indexed());
                batch.commit();
            }
        }
        reopen();
        assertEquals(List.of("S1", "S3"), find(Level.STUDY, Tag.StudyID));
    }

    @Test
    void aDeposedIncarnationKnowsItThoughItWritesNothing() throws Exception {
        try (ArchiveIndex successor = takeOver()) {
            await().until(() -> !index.isActive());
            assertTrue(successor.isActive());
        }
        // For good: the role that is free again is not taken by an old epoch.
        assertRefused(assertThrows(OperatingFailure.class, () -> store(TestInstance.of(1, 1, 1))));
        assertFalse(index.isActive());
    }

    @Test
    void anEpochOfTheSameNumberButAnotherIncarnationIsRefused() throws Exception {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            // What a database that stepped back in time may do: issue a number twice.
            statement.executeUpdate(
                    "update dozo_control.fence set incarnation = 'aaaaaaaa-0000-4000-8000-000000000000'");
        }

        assertRefused(assertThrows(OperatingFailure.class, () -> store(TestInstance.of(1, 1, 1))));
    }

    /** The journals may bear an epoch that a database restored from a backup has not reached yet. */
    @Test
    void drawsAnEpochAboveTheOneThatIsKnownOtherwise() throws Exception {
        long drawn = index.epoch().epoch();
        index.close();
        index = ArchiveIndex.open(config, LIMITS, drawn + 7, Clock.systemUTC());
        assertEquals(drawn + 8, index.epoch().epoch());
        index.close();
        index = ArchiveIndex.open(config, LIMITS, drawn, Clock.systemUTC());
        assertEquals(drawn + 9, index.epoch().epoch());
    }

    @Test
    void writesNothingMoreOnceTheDatabaseWasPutBack() throws Exception {
        store(TestInstance.of(1, 1, 1));
        putBack();

        assertRefused(assertThrows(OperatingFailure.class, () -> store(TestInstance.of(1, 1, 2))));
        assertFalse(index.isActive());
        assertRefused(assertThrows(OperatingFailure.class, () -> store(TestInstance.of(1, 1, 2))));
        reopen();
        store(TestInstance.of(1, 1, 2));
        assertEquals(2, index.counts().instances());
    }

    /** Its rows go table by table, and not all together. */
    @Test
    void aLargeBatchIsRefusedToo() throws Exception {
        store(large(1));
        putBack();

        assertRefused(assertThrows(OperatingFailure.class, () -> store(large(2))));
        reopen();
        assertEquals(50, index.counts().instances());
    }

    /** What is remembered leads to a row that is not there any more, before anything is written. */
    @Test
    void aStudyThatIsRememberedAndGoneIsNoBug() throws Exception {
        store(TestInstance.of(1, 1, 1));
        for (String table : List.of("location", "instance", "series", "study_term", "study")) {
            change("delete from %s." + table);
        }

        TestInstance sameSeries = TestInstance.of(2, 1, 1).with(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.1.1");
        assertRefused(assertThrows(OperatingFailure.class, () -> store(sameSeries)));
    }

    private static List<TestInstance> large(int instance) {
        return IntStream.range(0, 50)
                .mapToObj(study -> TestInstance.of(study, 1, instance))
                .toList();
    }

    private void putBack() throws Exception {
        change("update %s.total set revision = revision - 1");
    }

    /** @param sql with {@code %s} for the index's schema */
    private void change(String sql) throws Exception {
        try (Connection connection = IndexDump.connect(config);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql.formatted(IndexDump.liveSchema(statement)));
        }
    }

    private static void assertRefused(OperatingFailure failure) {
        assertEquals(FailureCode.NOT_ACTIVE, failure.code());
    }
}
