package dozo.storage.testing;

import dozo.core.dataset.Tag;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.header.Header;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A transaction of a {@link MemoryIndex}: reads what is committed, and changes it as a whole. */
final class MemoryBatch implements IndexBatch {

    /** Makes what was changed the committed state. */
    interface Commit {
        void apply(Consumer<MemoryTables> changes, int added) throws OperatingFailure;
    }

    private final Supplier<MemoryTables> committed;
    private final Commit commit;
    private final Runnable onWrite;
    private final List<Consumer<MemoryTables>> changes = new ArrayList<>();
    private int added;

    MemoryBatch(Supplier<MemoryTables> committed, Commit commit, Runnable onWrite) {
        this.committed = committed;
        this.commit = commit;
        this.onWrite = onWrite;
    }

    @Override
    public Map<Uid, List<KnownVersion>> versionsOf(Collection<Uid> sopInstanceUids) {
        Map<Uid, List<KnownVersion>> known = new HashMap<>();
        MemoryTables tables = committed.get();
        for (Uid uid : sopInstanceUids) {
            List<KnownVersion> versions = tables.versions(uid);
            if (!versions.isEmpty()) {
                known.put(uid, versions);
            }
        }
        return known;
    }

    @Override
    public void addStored(StoredObject object, Header header) {
        added++;
        changes.add(tables ->
                tables.file(object, Optional.of(header.text(Tag.PatientID)).filter(id -> !id.isEmpty())));
    }

    @Override
    public void addLocation(LocationAddedEntry added) {
        changes.add(tables -> tables.add(added));
    }

    @Override
    public void position(JournalPosition position) {
        changes.add(tables -> tables.positions().put(position.journal(), position.bytes()));
    }

    @Override
    public void forget(String journal) {
        changes.add(tables -> tables.positions().remove(journal));
    }

    @Override
    public void write() {
        onWrite.run();
    }

    @Override
    public void commit() throws OperatingFailure {
        commit.apply(tables -> changes.forEach(change -> change.accept(tables)), added);
    }

    @Override
    public void close() {
        changes.clear();
    }
}
