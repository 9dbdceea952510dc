package dozo.storage.testing;

import dozo.storage.index.IndexRebuild;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.IndexCounts;
import java.util.Map;

/** The second schema of a {@link MemoryIndex}. */
final class MemoryRebuild implements IndexRebuild {

    private final MemoryIndex index;
    private final boolean resumed;

    MemoryRebuild(MemoryIndex index, boolean resumed) {
        this.index = index;
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
        return Map.copyOf(index.rebuilt().positions());
    }

    @Override
    public IndexCounts counts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public IndexBatch begin() {
        return new MemoryBatch(index::rebuilt, index::commitRebuilt, () -> {});
    }

    @Override
    public IndexBatch beginSwitch() {
        return new MemoryBatch(index::rebuilt, index::commitSwitch, () -> {});
    }

    @Override
    public void abandon() {
        index.dropRebuilt();
    }

    @Override
    public void close() {}
}
