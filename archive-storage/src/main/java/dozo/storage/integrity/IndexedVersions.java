package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.journal.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every version of some instances, as the index knew them when it was asked. Immutable. */
final class IndexedVersions {

    private final Map<Uid, List<StoredInstance>> byInstance;

    private IndexedVersions(Map<Uid, List<StoredInstance>> byInstance) {
        this.byInstance = byInstance;
    }

    /** @param instances none are none */
    static IndexedVersions of(ArchiveIndex index, List<Uid> instances) throws OperatingFailure {
        Map<Uid, List<StoredInstance>> found = new LinkedHashMap<>();
        if (!instances.isEmpty()) {
            index.versions(RetrieveSelection.ofInstances(instances), known -> found.computeIfAbsent(
                            known.instance().object().sopInstanceUid(), uid -> new ArrayList<>())
                    .add(known.instance()));
        }
        return new IndexedVersions(found);
    }

    /** Of the instances that these objects are versions of. */
    static IndexedVersions ofObjects(ArchiveIndex index, List<StoredObject> objects) throws OperatingFailure {
        return of(
                index,
                objects.stream().map(StoredObject::sopInstanceUid).distinct().toList());
    }

    /** The version that is this object; empty while it is not indexed. */
    Optional<StoredInstance> find(StoredObject object) {
        return byInstance.getOrDefault(object.sopInstanceUid(), List.of()).stream()
                .filter(version -> version.isAt(object.path()))
                .findFirst();
    }
}
