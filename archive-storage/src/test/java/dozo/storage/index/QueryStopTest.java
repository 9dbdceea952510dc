package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.FindEnd;
import dozo.storage.index.query.FindSummary;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.IndexRow;
import dozo.storage.index.query.RowConsumer;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A consumer that wants no more is heard although nothing is found. */
class QueryStopTest extends ArchiveIndexContract {

    private static final int STUDIES = 400;
    private static final int PATIENT_COMMENTS = 0x00104000;

    /** Of the page that is being looked at when the consumer stops. */
    private static final int ROWS_OF_A_PAGE = 40;

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    @ParameterizedTest
    @CsvSource({"PATIENT, 00104000", "STUDY, 00104000", "STUDY, 00180050", "SERIES, 00104000", "IMAGE, 00180050"})
    void endsAQueryThatFindsNothingWhenItsConsumerStops(Level level, String tag) throws Exception {
        storeManyStudies();
        Stopping afterTwoPages = new Stopping(2);

        FindSummary summary = index.find(query(level, Integer.parseInt(tag, 16), "nowhere"), afterTwoPages);

        assertEquals(FindEnd.STOPPED, summary.end());
        assertEquals(0, summary.rows());
        assertTrue(summary.examined() <= 3 * ROWS_OF_A_PAGE, () -> summary + " went on after it was stopped");
    }

    @Test
    void asksNoConsumerThatGoesOnToStop() throws Exception {
        storeManyStudies();
        FindSummary summary = index.find(query(Level.STUDY, PATIENT_COMMENTS, "none"), row -> true);
        assertEquals(FindEnd.COMPLETE, summary.end());
        assertEquals(STUDIES, summary.rows());
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void pausesBeforeItTurnsToTheDatabaseForMore(Level level) throws Exception {
        storeManyStudies();
        Pausing consumer = new Pausing();
        index.find(new IndexQuery(level, List.of(), Set.of(), STUDIES), consumer);
        assertEquals(STUDIES, consumer.rows);
        assertTrue(consumer.mostAtOnce <= ROWS_OF_A_PAGE, () -> consumer.mostAtOnce + " rows without a pause");
    }

    private void storeManyStudies() throws Exception {
        List<TestInstance> instances = new ArrayList<>();
        for (int study = 1; study <= STUDIES; study++) {
            instances.add(TestInstance.of(study, 1, 1).with(PATIENT_COMMENTS, Vr.LT, "none"));
        }
        store(instances);
    }

    private static IndexQuery query(Level level, int tag, String text) {
        return new IndexQuery(level, List.of(new Condition.Exact(tag, text)), Set.of(Tag.StudyID), 1000);
    }

    /** Counts the rows between two pauses. */
    private static final class Pausing implements RowConsumer {

        private int rows;
        private int sincePause;
        private int mostAtOnce;

        @Override
        public boolean accept(IndexRow row) {
            rows++;
            mostAtOnce = Math.max(mostAtOnce, ++sincePause);
            return true;
        }

        @Override
        public void pause() {
            sincePause = 0;
        }
    }

    /** Stops when it is asked for the given time. */
    private static final class Stopping implements RowConsumer {

        private int asksLeft;

        Stopping(int asks) {
            asksLeft = asks;
        }

        @Override
        public boolean accept(IndexRow row) {
            return true;
        }

        @Override
        public boolean isStopped() {
            return --asksLeft <= 0;
        }
    }
}
