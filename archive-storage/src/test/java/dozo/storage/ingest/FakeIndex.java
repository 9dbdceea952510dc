package dozo.storage.ingest;

import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import dozo.core.dataset.Attributes;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexBatch;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.WriterEpoch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The write side of an index in memory, as strict as the contract: what is not committed is not there, lines applied twice
 * change nothing, a version number is given once. It fails when it is told to. Thread-safe.
 */
final class FakeIndex {

    /** Where a commit breaks off. */
    enum Break {
        BEFORE_COMMIT,
        /** The commit is done, and its answer is lost. */
        AFTER_COMMIT
    }

    private record Version(StoredObject object, Set<ObjectLocation> locations) {}

    private final WriterEpoch epoch;
    private final Map<Uid, TreeMap<Integer, Version>> rows = new HashMap<>();
    private final Map<String, Long> positions = new TreeMap<>();
    private final List<Integer> groupSizes = new ArrayList<>();
    private final ArchiveIndex index = mock(ArchiveIndex.class, call -> {
        throw new UnsupportedOperationException(call.getMethod().getName());
    });
    private FailureCode failingBegin;
    private Break breaking;
    private CountDownLatch hold;

    FakeIndex(WriterEpoch epoch) {
        this.epoch = epoch;
        try {
            doAnswer(call -> this.epoch).when(index).epoch();
            doAnswer(call -> begin()).when(index).begin();
            doAnswer(call -> positions()).when(index).journalPositions();
        } catch (OperatingFailure e) {
            throw new IllegalStateException(e);
        }
    }

    ArchiveIndex asIndex() {
        return index;
    }

    /** From now on no transaction begins; null ends that. */
    synchronized void failToBegin(FailureCode code) {
        failingBegin = code;
    }

    /** The next commit breaks off. */
    synchronized void breakNextCommit(Break where) {
        breaking = where;
    }

    /** Transactions wait when they begin, until the latch is open. */
    synchronized void hold(CountDownLatch latch) {
        hold = latch;
    }

    synchronized Map<String, Long> positions() {
        return Map.copyOf(positions);
    }

    /** How many instances each committed transaction added. */
    synchronized List<Integer> groupSizes() {
        return List.copyOf(groupSizes);
    }

    /** Every version under the UID, ascending. */
    synchronized List<StoredInstance> versions(Uid sopInstanceUid) {
        return rows.getOrDefault(sopInstanceUid, new TreeMap<>()).values().stream()
                .map(version ->
                        new StoredInstance(version.object(), List.copyOf(version.locations()), Optional.empty()))
                .toList();
    }

    synchronized List<StoredObject> all() {
        return rows.values().stream()
                .flatMap(versions -> versions.values().stream())
                .map(Version::object)
                .sorted(Comparator.comparing(StoredObject::path))
                .toList();
    }

    private IndexBatch begin() throws OperatingFailure, InterruptedException {
        CountDownLatch wait;
        synchronized (this) {
            wait = hold;
        }
        if (wait != null && !wait.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody opened the latch");
        }
        synchronized (this) {
            if (failingBegin != null) {
                throw new OperatingFailure(failingBegin, "told to fail");
            }
        }
        return new Batch();
    }

    private final class Batch implements IndexBatch {

        private final List<Runnable> changes = new ArrayList<>();
        private int added;

        @Override
        public Map<Uid, List<KnownVersion>> versionsOf(Collection<Uid> sopInstanceUids) {
            Map<Uid, List<KnownVersion>> known = new HashMap<>();
            for (Uid uid : sopInstanceUids) {
                List<StoredInstance> versions = versions(uid);
                if (!versions.isEmpty()) {
                    known.put(
                            uid,
                            versions.stream()
                                    .map(version ->
                                            new KnownVersion(version, version == versions.get(versions.size() - 1)))
                                    .toList());
                }
            }
            return known;
        }

        @Override
        public void addStored(StoredObject object, Attributes header) {
            added++;
            changes.add(() -> {
                TreeMap<Integer, Version> versions =
                        rows.computeIfAbsent(object.sopInstanceUid(), uid -> new TreeMap<>());
                Version there = versions.get(object.version());
                if (there == null) {
                    versions.put(object.version(), new Version(object, new LinkedHashSet<>(object.locations())));
                } else if (!there.object().path().equals(object.path())) {
                    throw new IllegalStateException("version " + object.version() + " was given twice");
                }
            });
        }

        @Override
        public void addLocation(LocationAddedEntry added) {
            changes.add(() -> {
                Version there = rows.getOrDefault(added.sopInstanceUid(), new TreeMap<>())
                        .get(added.version());
                if (there != null) {
                    there.locations().add(added.location());
                }
            });
        }

        @Override
        public void position(JournalPosition position) {
            changes.add(() -> positions.put(position.journal(), position.bytes()));
        }

        @Override
        public void forget(String journal) {
            changes.add(() -> positions.remove(journal));
        }

        @Override
        public void commit() throws OperatingFailure {
            synchronized (FakeIndex.this) {
                Break here = breaking;
                breaking = null;
                if (here == Break.BEFORE_COMMIT) {
                    throw new OperatingFailure(FailureCode.INDEX_UNAVAILABLE, "broke before the commit");
                }
                changes.forEach(Runnable::run);
                groupSizes.add(added);
                if (here == Break.AFTER_COMMIT) {
                    throw new OperatingFailure(FailureCode.INDEX_UNAVAILABLE, "broke behind the commit");
                }
            }
        }

        @Override
        public void close() {
            changes.clear();
        }
    }
}
