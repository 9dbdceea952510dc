package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.journal.JournalFiles;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.JournalReader;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies that were made after receipt, which the journals name far behind the object itself. They are searched for when the
 * first object is found without a good copy of its receipt, and only then, since it means reading every journal. Thread-safe.
 */
final class LaterCopies {

    /** Enough for a mirror of a million objects to have been lost and made anew; beyond it copies are not found. */
    private static final int COPIES_MAX = 1_000_000;

    private final Store store;
    private @Nullable Map<Key, List<ObjectLocation>> copies;

    private record Key(Uid sopInstanceUid, ContentDigest digest) {}

    LaterCopies(Store store) {
        this.store = store;
    }

    /** The newest first; none of those made on receipt. @throws OperatingFailure when a journal cannot be read */
    synchronized List<ObjectLocation> of(StoredObject object) throws OperatingFailure {
        if (copies == null) {
            copies = search();
        }
        return copies.getOrDefault(new Key(object.sopInstanceUid(), object.digest()), List.of());
    }

    private Map<Key, List<ObjectLocation>> search() throws OperatingFailure {
        Map<Key, List<ObjectLocation>> found = new HashMap<>();
        int count = 0;
        for (JournalName name : JournalFiles.list(store)) {
            try (JournalReader reader = JournalReader.open(store, name, 0)) {
                for (Optional<JournalLine> line = next(reader);
                        line.isPresent() && count < COPIES_MAX;
                        line = next(reader)) {
                    if (line.get().entry() instanceof LocationAddedEntry added) {
                        found.computeIfAbsent(new Key(added.sopInstanceUid(), added.digest()), key -> new ArrayList<>())
                                .add(0, added.location());
                        count++;
                    }
                }
            }
        }
        return found;
    }

    private static Optional<JournalLine> next(JournalReader reader) throws OperatingFailure {
        Optional<JournalLine> line = reader.next();
        return line.isPresent() || reader.skipDamage() <= 0 ? line : reader.next();
    }
}
