package dozo.storage.index.table;

import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.VolumeId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The numbers of volumes, with those that one batch gives out. */
final class BatchVolumes {

    private final KnownKeys known;
    private final PendingRows pending;
    private final Map<UUID, Integer> added = new HashMap<>();

    BatchVolumes(KnownKeys known, PendingRows pending) {
        this.known = known;
        this.pending = pending;
    }

    int number(VolumeId volume) {
        Integer number = known.volumes.get(volume.value());
        return number != null ? number : added.computeIfAbsent(volume.value(), this::add);
    }

    private int add(UUID volume) {
        VolumeEntity row = new VolumeEntity();
        row.pk = known.volumes.size() + pending.volumes.size() + 1;
        row.volumeId = volume;
        pending.volumes.add(row);
        return row.pk;
    }

    /** The copy that a row of a version names. */
    ObjectLocation location(LocationEntity row, InstanceEntity instance) {
        UUID volume = known.volumes.entrySet().stream()
                .filter(entry -> entry.getValue() == row.volumePk)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a location names a volume that no row has"));
        return new ObjectLocation(new VolumeId(volume), new ObjectPath(row.path == null ? instance.path : row.path));
    }

    void publish() {
        known.volumes.putAll(added);
    }
}
