package dozo.storage.index.database;

import dozo.core.failure.Recurring;
import dozo.core.thread.PoolThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves an embedded database at regular intervals and keeps its file small, in the place of H2's own thread, which waits for nobody
 * who is changing tables meanwhile, see {@link Pen}. Nothing is forced, for journals bring back what was not saved.
 */
final class Saver implements AutoCloseable {

    /** How much a killed process lets the next start apply again. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    /** Longest wait at the end for a save under way. */
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    /** How much is written anew at a time, of rows that lie scattered in the file, while writers wait. */
    private static final int BITE_BYTES = 1024 * 1024;

    /** What present rows are of the file, in percent, and how many bites are taken at a look where they are less. */
    private record Compaction(int fillMin, int bites) {

        /** Each bite reads here and there in a file that may be larger than memory. */
        static final Compaction WHILE_OTHERS_WRITE = new Compaction(40, 1);

        static final Compaction WHILE_NOBODY_WRITES = new Compaction(70, 4);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Saver.class);

    private final Database database;
    private final PoolThreads threads = new PoolThreads("index-saver-");
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(threads);
    /** Of the pen, behind the last look. */
    private long strokes;

    /** One that saves when it is asked to. */
    Saver(Database database) {
        this.database = database;
    }

    /** Saves from now on what this process changes; does nothing for a database that each commit is saved by. */
    static Saver start(Database database) {
        Saver saver = new Saver(database);
        if (database.vendor().isSavedByUs()) {
            saver.schedule.scheduleWithFixedDelay(
                    Recurring.guarded("saving the index", saver::save),
                    INTERVAL.toMillis(),
                    INTERVAL.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
        return saver;
    }

    /** Saves all that was committed, and has the room of old parts of the file used again. */
    void save() {
        if (database.closedBy().isPresent()) {
            return; // opened again it would be another one
        }
        try (Connection connection = database.writers().getConnection();
                Statement statement = connection.createStatement()) {
            Compaction compaction;
            try (Pen.Stroke stroke = database.pen().take()) {
                statement.execute("checkpoint");
                long byOthers = database.pen().strokes() - strokes - 1;
                compaction = byOthers > 0 ? Compaction.WHILE_OTHERS_WRITE : Compaction.WHILE_NOBODY_WRITES;
                strokes = database.pen().strokes();
            }
            compact(connection, compaction);
        } catch (SQLException | MVStoreException e) {
            LOG.warn(
                    "The index could not be saved. No image is lost by that, since the journals have them; what a writer or"
                            + " reader of the index hears next tells what to do.",
                    e);
        }
    }

    private void compact(Connection connection, Compaction compaction) throws SQLException {
        if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
            MVStore store = session.getDatabase().getStore().getMvStore();
            boolean found = true;
            for (int bite = 0; bite < compaction.bites() && found; bite++) {
                try (Pen.Stroke stroke = database.pen().take()) { // since it may save by itself
                    strokes++;
                    found = store.compact(compaction.fillMin(), BITE_BYTES);
                }
            }
        }
    }

    /** Lets the save under way end by itself. */
    @Override
    public void close() {
        threads.end(schedule, END_LIMIT);
    }
}
