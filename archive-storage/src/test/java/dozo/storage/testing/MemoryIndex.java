package dozo.storage.testing;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.IndexRebuild;
import dozo.storage.index.control.AeTable;
import dozo.storage.index.control.VolumeTable;
import dozo.storage.index.model.Conflict;
import dozo.storage.index.model.IndexBatch;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.FindSummary;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.index.query.RowConsumer;
import dozo.storage.index.query.SelectionSummary;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A fake index for tests of what stands around it: keeps rows in memory, in the order in which they were filed, commits or
 * rolls back as a whole, and fails when told to. It answers no queries. Thread-safe by one lock.
 */
public final class MemoryIndex implements ArchiveIndex {

    /** A filed version; {@code patientId} stands for all that its header told. */
    public record Row(StoredObject object, Optional<String> patientId, List<ObjectLocation> locations) {}

    private record Version(Uid sopInstanceUid, int version) {}

    /** What one schema holds. */
    private static final class Tables {
        private final Map<Version, Row> rows = new LinkedHashMap<>();
        private final Map<String, Long> positions = new HashMap<>();

        Tables copy() {
            Tables copy = new Tables();
            copy.rows.putAll(rows);
            copy.positions.putAll(positions);
            return copy;
        }
    }

    private final WriterEpoch epoch;
    private final MemoryCommitments commitments = new MemoryCommitments();
    private Tables live = new Tables();
    private Tables rebuilt;
    private int commitsUntilFailure = Integer.MAX_VALUE;

    public MemoryIndex(WriterEpoch epoch) {
        this.epoch = epoch;
    }

    /** The next {@code commits} succeed, every later one fails as if the database were gone, until this is called again. */
    public synchronized void failAfter(int commits) {
        commitsUntilFailure = commits;
    }

    /** What the live schema holds, in the order of filing. */
    public synchronized List<Row> rows() {
        return List.copyOf(live.rows.values());
    }

    @Override
    public WriterEpoch epoch() {
        return epoch;
    }

    @Override
    public boolean canOnlyBeReopened() {
        return false;
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public synchronized IndexBatch begin() {
        return new Batch(live.copy(), tables -> live = tables);
    }

    @Override
    public FindSummary find(IndexQuery query, RowConsumer consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized InstanceStream instances(RetrieveSelection selection) {
        Map<Uid, StoredInstance> current = new LinkedHashMap<>();
        for (Row row : live.rows.values()) {
            if (isSelected(selection, row.object())) {
                current.merge(
                        row.object().sopInstanceUid(),
                        instance(row),
                        (a, b) -> a.object().version() > b.object().version() ? a : b);
            }
        }
        Iterator<StoredInstance> remaining = List.copyOf(current.values()).iterator();
        return new InstanceStream() {
            @Override
            public synchronized Optional<StoredInstance> next() {
                return remaining.hasNext() ? Optional.of(remaining.next()) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized void versions(RetrieveSelection selection, Consumer<KnownVersion> consumer) {
        live.rows.values().stream()
                .filter(row -> isSelected(selection, row.object()))
                .forEach(row -> consumer.accept(new KnownVersion(instance(row), false)));
    }

    @Override
    public void versionsReceivedOnlyOn(VolumeId volume, Set<VolumeId> others, Consumer<KnownVersion> consumer) {
        throw new UnsupportedOperationException();
    }

    private static boolean isSelected(RetrieveSelection selection, StoredObject object) {
        return (selection.instances().isEmpty() || selection.instances().contains(object.sopInstanceUid()))
                && (selection.series().isEmpty() || selection.series().contains(object.seriesInstanceUid()))
                && (selection.studies().isEmpty() || selection.studies().contains(object.studyInstanceUid()));
    }

    private static StoredInstance instance(Row row) {
        return new StoredInstance(row.object(), row.locations(), Optional.empty());
    }

    @Override
    public SelectionSummary summary(RetrieveSelection selection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Map<String, Long> journalPositions() {
        return Map.copyOf(live.positions);
    }

    @Override
    public List<Conflict> conflicts(long offset, int limit) {
        return List.of();
    }

    @Override
    public IndexCounts counts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public VolumeTable volumes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AeTable applicationEntities() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MemoryCommitments commitments() {
        return commitments;
    }

    @Override
    public void close() {}

    @Override
    public synchronized IndexRebuild rebuild() {
        boolean resumed = rebuilt != null;
        if (!resumed) {
            rebuilt = new Tables();
        }
        return new Rebuild(resumed);
    }

    private final class Rebuild implements IndexRebuild {

        private final boolean resumed;

        Rebuild(boolean resumed) {
            this.resumed = resumed;
        }

        @Override
        public String schema() {
            return "memory";
        }

        @Override
        public boolean isResumed() {
            return resumed;
        }

        @Override
        public Map<String, Long> journalPositions() {
            synchronized (MemoryIndex.this) {
                return Map.copyOf(rebuilt.positions);
            }
        }

        @Override
        public IndexCounts counts() {
            throw new UnsupportedOperationException();
        }

        @Override
        public IndexBatch begin() {
            synchronized (MemoryIndex.this) {
                return new Batch(rebuilt.copy(), tables -> rebuilt = tables);
            }
        }

        @Override
        public IndexBatch beginSwitch() {
            synchronized (MemoryIndex.this) {
                return new Batch(rebuilt.copy(), tables -> {
                    for (Map.Entry<String, Long> position : live.positions.entrySet()) {
                        if (tables.positions.getOrDefault(position.getKey(), 0L) < position.getValue()) {
                            throw new IllegalStateException("the new schema is behind in " + position.getKey());
                        }
                    }
                    live = tables;
                    rebuilt = null;
                });
            }
        }

        @Override
        public void abandon() {
            synchronized (MemoryIndex.this) {
                rebuilt = null;
            }
        }

        @Override
        public void close() {}
    }

    private final class Batch implements IndexBatch {

        private final Tables tables;
        private final Consumer<Tables> commit;

        Batch(Tables tables, Consumer<Tables> commit) {
            this.tables = tables;
            this.commit = commit;
        }

        @Override
        public Map<Uid, List<KnownVersion>> versionsOf(Collection<Uid> sopInstanceUids) {
            Map<Uid, List<KnownVersion>> known = new HashMap<>();
            tables.rows.values().stream()
                    .filter(row -> sopInstanceUids.contains(row.object().sopInstanceUid()))
                    .forEach(row -> known.computeIfAbsent(row.object().sopInstanceUid(), uid -> new ArrayList<>())
                            .add(new KnownVersion(instance(row), false)));
            return known;
        }

        @Override
        public void addStored(StoredObject object, Attributes header) {
            tables.rows.putIfAbsent(
                    new Version(object.sopInstanceUid(), object.version()),
                    new Row(object, header.string(Tag.PatientID), object.locations()));
        }

        @Override
        public void addLocation(LocationAddedEntry added) {
            tables.rows.computeIfPresent(new Version(added.sopInstanceUid(), added.version()), (key, row) -> {
                if (row.locations().contains(added.location())) {
                    return row;
                }
                List<ObjectLocation> locations = new ArrayList<>(row.locations());
                locations.add(added.location());
                return new Row(row.object(), row.patientId(), List.copyOf(locations));
            });
        }

        @Override
        public void position(JournalPosition position) {
            tables.positions.put(position.journal(), position.bytes());
        }

        @Override
        public void forget(String journal) {
            tables.positions.remove(journal);
        }

        @Override
        public void commit() throws OperatingFailure {
            synchronized (MemoryIndex.this) {
                if (commitsUntilFailure == 0) {
                    throw new OperatingFailure(FailureCode.INDEX_UNAVAILABLE, "the fake database is gone");
                }
                commitsUntilFailure--;
                commit.accept(tables);
            }
        }

        @Override
        public void close() {}
    }
}
