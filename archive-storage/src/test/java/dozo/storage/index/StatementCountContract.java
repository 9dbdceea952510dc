package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.core.failure.OperatingFailure;
import dozo.storage.testing.TestInstance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How many statements a group costs, as they are logged where they are sent; a batch of rows counts as one. */
abstract class StatementCountContract extends ArchiveIndexContract {

    private static final List<String> LOGGERS = List.of(
            "org.hibernate.SQL", "dozo.storage.index.table.RowChanges", "dozo.storage.index.table.PresentInstances");

    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

    @BeforeEach
    void listen() {
        seen.start();
        for (String name : LOGGERS) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.addAppender(seen);
            logger.setAdditive(false);
            logger.setLevel(Level.TRACE);
        }
    }

    @AfterEach
    void stopListening() {
        for (String name : LOGGERS) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.detachAppender(seen);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }

    /** For an instance of a known series, with the read that asks whether it is known. */
    abstract int statementsForOne();

    @Test
    void aStudyOfTwoThousandInstancesCostsFewStatements() throws Exception {
        List<TestInstance> study = new ArrayList<>();
        for (int instance = 0; instance < 2_000; instance++) {
            study.add(TestInstance.of(1, instance % 4, instance));
        }
        int statements = statementsFor(study);

        assertTrue(statements <= 20, () -> statements + " statements");
        assertEquals(2_000, index.counts().instances());
    }

    @Test
    void furtherInstancesOfAKnownSeriesAreNotLookedUpAgain() throws Exception {
        store(TestInstance.of(1, 1, 1));
        int one = statementsFor(List.of(TestInstance.of(1, 1, 2)));
        int many = statementsFor(List.of(TestInstance.of(1, 1, 3), TestInstance.of(1, 1, 4), TestInstance.of(1, 1, 5)));

        assertEquals(one, many);
        assertEquals(statementsForOne(), one, () -> seen.list.toString());
    }

    private int statementsFor(List<TestInstance> instances) throws OperatingFailure {
        seen.list.clear();
        store(instances);
        return seen.list.size();
    }
}
