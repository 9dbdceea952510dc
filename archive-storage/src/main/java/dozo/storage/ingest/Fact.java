package dozo.storage.ingest;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.header.Header;
import dozo.storage.integrity.IndexChange;
import dozo.storage.journal.JournalEntry;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredEntry;
import dozo.storage.volume.StoreGroup;
import java.util.Optional;

/** A line of the journal to be, and what the index needs to follow it. */
sealed interface Fact {

    /** Whose journal it must stand in; empty when any will do. */
    Optional<StoreGroup> group();

    JournalEntry entry();

    void apply(IndexBatch batch) throws OperatingFailure;

    /** An object was stored. */
    record Stored(Optional<StoreGroup> group, StoredEntry entry, Header header) implements Fact {
        @Override
        public void apply(IndexBatch batch) throws OperatingFailure {
            batch.addStored(entry.object(), header);
        }
    }

    /** An administrator decided something. */
    record Decided(JournalEntry entry, IndexChange change) implements Fact {
        @Override
        public Optional<StoreGroup> group() {
            return Optional.empty();
        }

        @Override
        public void apply(IndexBatch batch) throws OperatingFailure {
            change.in(batch);
        }
    }

    /** A further copy was written. */
    record Copied(Optional<StoreGroup> group, LocationAddedEntry entry) implements Fact {
        @Override
        public void apply(IndexBatch batch) throws OperatingFailure {
            batch.addLocation(entry);
        }
    }
}
