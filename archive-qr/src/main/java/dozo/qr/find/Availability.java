package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.Level;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Instance Availability of what one query finds (PS3.3 section C.4.23.1.1): whether every instance has a copy on a volume that
 * can be read. The volumes are looked at once, when it is asked for first; while all are there, nothing else is. Used by one
 * thread.
 */
final class Availability {

    static final String ONLINE = "ONLINE";

    /** A person must bring a volume back. */
    static final String OFFLINE = "OFFLINE";

    private final ArchiveIndex index;
    private final Store store;
    private final Set<VolumeId> readable = new HashSet<>();
    private boolean looked;
    private boolean allReadable = true;

    Availability(ArchiveIndex index, Store store) {
        this.index = index;
        this.store = store;
    }

    /** Of the entity with these unique keys; empty when they do not name one: a patient without Patient ID. */
    Optional<String> of(Level level, Attributes found) throws OperatingFailure {
        if (!looked) {
            store.volumes().forEach(this::look);
            looked = true;
        }
        if (allReadable) {
            return Optional.of(ONLINE);
        }
        Optional<RetrieveSelection> entity = EntitySelection.of(level, found);
        return entity.isEmpty() ? Optional.empty() : Optional.of(isOnline(entity.get()) ? ONLINE : OFFLINE);
    }

    private void look(Volume volume) {
        try {
            volume.requireReadable();
            volume.id().ifPresent(readable::add);
        } catch (OperatingFailure e) {
            // Which one is away, and why, is told by the volume itself; here it only counts as away.
            allReadable = false;
        }
    }

    private boolean isOnline(RetrieveSelection entity) throws OperatingFailure {
        try (InstanceStream instances = index.instances(entity)) {
            for (Optional<StoredInstance> next = instances.next(); next.isPresent(); next = instances.next()) {
                if (next.get().locations().stream().noneMatch(copy -> readable.contains(copy.volume()))) {
                    return false;
                }
            }
            return true;
        }
    }
}
