package dozo.qr.testing;

import dozo.core.dataset.Attributes;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.IndexRebuild;
import dozo.storage.index.control.AeTable;
import dozo.storage.index.control.CommitmentTable;
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
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Knows stored instances by their UIDs, in memory, for tests of what stands above an index. It finds nothing by attributes. */
public final class MemoryIndex implements ArchiveIndex {

    private final WriterEpoch epoch = new WriterEpoch(1, new UUID(1, 1));
    private final Map<Uid, StoredInstance> instances = new LinkedHashMap<>();
    private int openStreams;
    private int largestLookup;

    /** Puts one in without storing anything. */
    public synchronized void add(StoredInstance instance) {
        instances.put(instance.object().sopInstanceUid(), instance);
    }

    /** How many streams are open at this moment. */
    public synchronized int openStreams() {
        return openStreams;
    }

    /** The most instances that were asked for by their UIDs at a time. */
    public synchronized int largestLookup() {
        return largestLookup;
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
    public IndexBatch begin() {
        return new Batch();
    }

    @Override
    public synchronized InstanceStream instances(RetrieveSelection selection) {
        largestLookup = Math.max(largestLookup, selection.instances().size());
        Stream<StoredInstance> named = selection.instances().isEmpty()
                ? instances.values().stream()
                : selection.instances().stream().map(instances::get).filter(Objects::nonNull);
        Iterator<StoredInstance> selected = named.filter(instance -> isSelected(instance.object(), selection))
                .toList()
                .iterator();
        openStreams++;
        return new InstanceStream() {
            @Override
            public Optional<StoredInstance> next() {
                return selected.hasNext() ? Optional.of(selected.next()) : Optional.empty();
            }

            @Override
            public void close() {
                synchronized (MemoryIndex.this) {
                    openStreams--;
                }
            }
        };
    }

    private static boolean isSelected(StoredObject object, RetrieveSelection selection) {
        return (selection.studies().isEmpty() || selection.studies().contains(object.studyInstanceUid()))
                && (selection.series().isEmpty() || selection.series().contains(object.seriesInstanceUid()));
    }

    @Override
    public void close() {}

    @Override
    public FindSummary find(IndexQuery query, RowConsumer consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SelectionSummary summary(RetrieveSelection selection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void versions(RetrieveSelection selection, Consumer<KnownVersion> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> journalPositions() {
        return Map.of();
    }

    @Override
    public List<Conflict> conflicts(long offset, int limit) {
        return List.of();
    }

    @Override
    public void versionsReceivedOnlyOn(VolumeId volume, Set<VolumeId> others, Consumer<KnownVersion> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IndexCounts counts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public IndexRebuild rebuild() {
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
    public CommitmentTable commitments() {
        throw new UnsupportedOperationException();
    }

    private final class Batch implements IndexBatch {

        private final List<StoredInstance> added = new ArrayList<>();

        @Override
        public Map<Uid, List<KnownVersion>> versionsOf(Collection<Uid> sopInstanceUids) {
            Map<Uid, List<KnownVersion>> known = new LinkedHashMap<>();
            synchronized (MemoryIndex.this) {
                for (Uid uid : sopInstanceUids) {
                    if (instances.containsKey(uid)) {
                        known.put(uid, List.of(new KnownVersion(instances.get(uid), true)));
                    }
                }
            }
            return known;
        }

        @Override
        public void addStored(StoredObject object, Attributes header) {
            added.add(new StoredInstance(object, object.locations(), Optional.empty()));
        }

        @Override
        public void addLocation(LocationAddedEntry added) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void position(JournalPosition position) {}

        @Override
        public void forget(String journal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit() {
            added.forEach(MemoryIndex.this::add);
        }

        @Override
        public void close() {}
    }
}
