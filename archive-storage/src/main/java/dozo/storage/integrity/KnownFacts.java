package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.StoredObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an index holds already of a page of journal lines, and what was added from it. Used by one thread. */
final class KnownFacts {

    private final Map<Uid, List<KnownVersion>> indexed;
    private final Set<Version> added = new HashSet<>();

    /** By its bytes, since a version's number may have been claimed twice. */
    private record Version(Uid sopInstanceUid, ContentDigest digest) {}

    private KnownFacts(Map<Uid, List<KnownVersion>> indexed) {
        this.indexed = indexed;
    }

    static KnownFacts of(Collection<JournalLine> lines, IndexBatch batch) throws OperatingFailure {
        Set<Uid> instances = new HashSet<>();
        for (JournalLine line : lines) {
            instanceOf(line).ifPresent(instances::add);
        }
        return new KnownFacts(instances.isEmpty() ? Map.of() : new HashMap<>(batch.versionsOf(instances)));
    }

    private static Optional<Uid> instanceOf(JournalLine line) {
        if (line.entry() instanceof StoredEntry stored) {
            return Optional.of(stored.object().sopInstanceUid());
        }
        return line.entry() instanceof LocationAddedEntry copy ? Optional.of(copy.sopInstanceUid()) : Optional.empty();
    }

    /** Whether the line would change nothing. */
    boolean holds(StoredObject object) {
        return versions(object.sopInstanceUid()).stream()
                .flatMap(version -> version.locations().stream())
                .anyMatch(location -> location.path().equals(object.path()));
    }

    /** Whether the version that the copy is of is there. */
    boolean holdsVersionOf(LocationAddedEntry copy) {
        return added.contains(new Version(copy.sopInstanceUid(), copy.digest()))
                || versions(copy.sopInstanceUid()).stream()
                        .anyMatch(version -> version.object().digest().equals(copy.digest()));
    }

    void add(StoredObject object) {
        added.add(new Version(object.sopInstanceUid(), object.digest()));
    }

    private List<StoredInstance> versions(Uid sopInstanceUid) {
        return indexed.getOrDefault(sopInstanceUid, List.of()).stream()
                .map(KnownVersion::instance)
                .toList();
    }
}
