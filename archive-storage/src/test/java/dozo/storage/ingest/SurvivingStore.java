package dozo.storage.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.integrity.ObjectHeader;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.Reconciler;
import dozo.storage.integrity.ReplayReport;
import dozo.storage.integrity.ReplaySettings;
import dozo.storage.journal.JournalCompletion;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.MemoryIndex;
import dozo.storage.volume.Store;
import dozo.storage.volume.TestVolumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is left of a store after a power cut, started again as the server starts it, on an index that knows nothing yet. */
final class SurvivingStore {

    private static final ReplaySettings SETTINGS = ReplaySettings.defaults(ObjectHeader.limits(32, 100_000));

    private final TestVolumes volumes;
    private final String[] names;

    SurvivingStore(TestVolumes volumes, String... names) {
        this.volumes = volumes;
        this.names = names;
    }

    /** Completes the journals and applies them to a new index. */
    static ReplayReport start(Store store, MemoryIndex index) throws Exception {
        new JournalCompletion(store).run();
        return new Reconciler(store, index, new ObjectSource(store), SETTINGS).run(Progress.Listener.NONE);
    }

    /** Everything acknowledged is found, whatever is found is whole on every volume, and no journal is left behind another. */
    void holds(Set<Uid> acknowledged, String when) throws Exception {
        Store store = volumes.open();
        MemoryIndex rebuilt = new MemoryIndex(TestVolumes.epoch(2));
        ReplayReport report = start(store, rebuilt);
        assertEquals(0, report.lossCount(), when);
        assertEquals(List.of(), report.damaged(), when);
        List<Uid> found =
                rebuilt.objects().stream().map(StoredObject::sopInstanceUid).toList();
        assertEquals(Set.copyOf(found).size(), found.size(), "found twice, " + when);
        List<Uid> lost = new ArrayList<>(acknowledged);
        lost.removeAll(found);
        assertEquals(List.of(), lost, when);
        for (StoredObject object : rebuilt.objects()) {
            for (String name : names) {
                assertEquals(
                        object.digest(),
                        digest(volumes.path(name).resolve(object.path().relative())),
                        when);
            }
        }
        assertEquals(List.of(), new JournalCompletion(store).run(), "journals not level, " + when);
    }

    private static ContentDigest digest(Path file) throws IOException {
        MessageDigest digest = ContentDigest.newMessageDigest();
        digest.update(Files.readAllBytes(file));
        return ContentDigest.of(digest);
    }
}
