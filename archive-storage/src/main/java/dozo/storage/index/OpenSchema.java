package dozo.storage.index;

import dozo.storage.index.query.IndexReader;
import dozo.storage.index.table.IndexTables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One index schema, as it is written and as it is read. Counts its readers, so that a schema that was replaced can be dropped
 * when the last of them has gone. Thread-safe.
 */
final class OpenSchema implements AutoCloseable {

    private final IndexTables tables;
    private final IndexReader reader;

    private int leases;
    /** What to do when nobody reads any more; null as long as the schema is in use. */
    private @Nullable Runnable onUnread;

    OpenSchema(IndexTables tables, IndexReader reader) {
        this.tables = tables;
        this.reader = reader;
    }

    /** The right to read the schema until it is closed, on any thread. */
    final class Lease implements AutoCloseable {

        private boolean ended;

        IndexReader reader() {
            return reader;
        }

        @Override
        public void close() {
            Runnable last = null;
            synchronized (OpenSchema.this) {
                if (!ended) {
                    ended = true;
                    leases--;
                    last = leases == 0 ? onUnread : null;
                }
            }
            if (last != null) {
                last.run();
            }
        }
    }

    String name() {
        return tables.schema();
    }

    IndexTables tables() {
        return tables;
    }

    /** For whoever fills the schema, which nobody retires meanwhile. */
    IndexReader reader() {
        return reader;
    }

    /** A lease, or empty when the schema has been retired. */
    synchronized Optional<Lease> lease() {
        if (onUnread != null) {
            return Optional.empty();
        }
        leases++;
        return Optional.of(new Lease());
    }

    /** Gives out no more leases, and runs this once when the last one has ended: now, or on the last reader's thread. */
    void retire(Runnable onceUnread) {
        boolean unread;
        synchronized (this) {
            onUnread = onceUnread;
            unread = leases == 0;
        }
        if (unread) {
            onceUnread.run();
        }
    }

    /** Ends the mapping for writing; readers hold nothing that needs closing. */
    @Override
    public void close() {
        tables.close();
    }
}
