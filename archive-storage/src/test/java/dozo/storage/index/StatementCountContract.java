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

/** How many statements a group costs, as the mapping layer logs them: it names a batched one once for each row. */
abstract class StatementCountContract extends ArchiveIndexContract {

    private final Logger statements = (Logger) LoggerFactory.getLogger("org.hibernate.SQL");
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

    @BeforeEach
    void listen() {
        seen.start();
        statements.addAppender(seen);
        statements.setAdditive(false);
        statements.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        statements.detachAppender(seen);
        statements.setAdditive(true);
        statements.setLevel(null);
    }

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
        // Instances and locations; those past the mapping layer are for known versions and, together, for totals.
        assertEquals(2, one, () -> seen.list.toString());
    }

    /** Queries, and runs of one and the same insert or update, which go to the database together. */
    private int statementsFor(List<TestInstance> instances) throws OperatingFailure {
        seen.list.clear();
        store(instances);
        int count = 0;
        String before = "";
        for (ILoggingEvent event : seen.list) {
            String sql = event.getMessage();
            count += sql.startsWith("select") || !sql.equals(before) ? 1 : 0;
            before = sql;
        }
        return count;
    }
}
