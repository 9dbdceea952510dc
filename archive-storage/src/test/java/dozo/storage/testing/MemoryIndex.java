package dozo.storage.testing;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.IndexRebuild;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.control.AeTable;
import dozo.storage.index.control.VolumeTable;
import dozo.storage.index.model.Conflict;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.FindSummary;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.index.query.RowConsumer;
import dozo.storage.index.query.SelectionSummary;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The one fake index, for tests of what stands around it: keeps rows in memory, in the order in which they were filed, and is
 * as strict as the contract: what is not committed is not there, lines applied twice change nothing, a version number is given
 * once. It fails as its {@link #faults()} say, and answers no queries by attributes. Thread-safe.
 */
public final class MemoryIndex implements ArchiveIndex {

    /** A filed version; {@code patientId} stands for all that its header told. */
    public record Row(StoredInstance instance, Optional<String> patientId) {

        public StoredObject object() {
            return instance.object();
        }

        public List<ObjectLocation> locations() {
            return instance.locations();
        }
    }

    private final WriterEpoch epoch;
    private final IndexFaults faults = new IndexFaults();
    private final MemoryCommitments commitments = new MemoryCommitments();
    private final List<Integer> groupSizes = new ArrayList<>();
    private MemoryTables live = new MemoryTables();
    private MemoryTables rebuilt;
    private int writes;
    private int openStreams;
    private int largestLookup;

    /** As the first process that ever wrote. */
    public MemoryIndex() {
        this(new WriterEpoch(1, new UUID(1, 1)));
    }

    public MemoryIndex(WriterEpoch epoch) {
        this.epoch = epoch;
    }

    /** What it is told to fail at. */
    public IndexFaults faults() {
        return faults;
    }

    /** Puts them in, past every transaction; one that was there under the same version is replaced. */
    public synchronized void put(Collection<StoredInstance> instances) {
        MemoryTables tables = live.copy();
        instances.forEach(instance -> tables.put(instance, Optional.empty()));
        live = tables;
    }

    /** What the live schema holds, in the order of filing. */
    public synchronized List<Row> rows() {
        return List.copyOf(live.rows());
    }

    /** The objects of {@link #rows()}. */
    public List<StoredObject> objects() {
        return rows().stream().map(Row::object).toList();
    }

    /** Every version under the UID, ascending. */
    public List<StoredInstance> versions(Uid sopInstanceUid) {
        return live().versions(sopInstanceUid).stream()
                .map(KnownVersion::instance)
                .toList();
    }

    /** How many instances each committed transaction added. */
    public synchronized List<Integer> groupSizes() {
        return List.copyOf(groupSizes);
    }

    /** How many transactions have been written, committed or not. */
    public synchronized int writes() {
        return writes;
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
    public IndexBatch begin() throws OperatingFailure {
        faults.atBegin();
        return new MemoryBatch(this::live, this::commitLive, this::countWrite);
    }

    private synchronized void countWrite() {
        writes++;
    }

    private synchronized MemoryTables live() {
        return live;
    }

    private synchronized void commitLive(Consumer<MemoryTables> changes, int added) throws OperatingFailure {
        live = changed(live, changes);
        groupSizes.add(added);
        faults.afterCommit();
    }

    private MemoryTables changed(MemoryTables tables, Consumer<MemoryTables> changes) throws OperatingFailure {
        faults.beforeCommit();
        MemoryTables copy = tables.copy();
        changes.accept(copy);
        return copy;
    }

    @Override
    public synchronized IndexRebuild rebuild() {
        boolean resumed = rebuilt != null;
        if (!resumed) {
            rebuilt = new MemoryTables();
        }
        return new MemoryRebuild(this, resumed);
    }

    synchronized MemoryTables rebuilt() {
        return rebuilt;
    }

    synchronized void dropRebuilt() {
        rebuilt = null;
    }

    synchronized void commitRebuilt(Consumer<MemoryTables> changes, int added) throws OperatingFailure {
        rebuilt = changed(rebuilt, changes);
        faults.afterCommit();
    }

    synchronized void commitSwitch(Consumer<MemoryTables> changes, int added) throws OperatingFailure {
        MemoryTables complete = changed(rebuilt, changes);
        live.positions().forEach((journal, bytes) -> {
            if (complete.positions().getOrDefault(journal, 0L) < bytes) {
                throw new IllegalStateException("the new schema is behind in " + journal);
            }
        });
        live = complete;
        rebuilt = null;
        faults.afterCommit();
    }

    @Override
    public synchronized InstanceStream instances(RetrieveSelection selection) {
        largestLookup = Math.max(largestLookup, selection.instances().size());
        Iterator<StoredInstance> remaining = live.selected(selection)
                .filter(KnownVersion::current)
                .map(KnownVersion::instance)
                .toList()
                .iterator();
        openStreams++;
        return new InstanceStream() {
            @Override
            public synchronized Optional<StoredInstance> next() {
                return remaining.hasNext() ? Optional.of(remaining.next()) : Optional.empty();
            }

            @Override
            public void close() {
                synchronized (MemoryIndex.this) {
                    openStreams--;
                }
            }
        };
    }

    @Override
    public void versions(RetrieveSelection selection, Consumer<KnownVersion> consumer) {
        live().selected(selection).forEach(consumer);
    }

    @Override
    public Map<String, Long> journalPositions() {
        return Map.copyOf(live().positions());
    }

    @Override
    public List<Conflict> conflicts(long offset, int limit) {
        return List.of();
    }

    @Override
    public MemoryCommitments commitments() {
        return commitments;
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
    public void versionsReceivedOnlyOn(VolumeId volume, Set<VolumeId> others, Consumer<KnownVersion> consumer) {
        throw new UnsupportedOperationException();
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
}
