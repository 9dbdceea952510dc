package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.control.VolumeTable;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeState;
import java.time.Clock;
import java.util.Map;

/**
 * Holds the volumes of a store to the identities they had at earlier starts, so that a new disk or an old clone that bears the
 * right name under the right path does not swallow images. Thread-safe, as its table is.
 */
public final class RememberedVolumes {

    private final Store store;
    private final VolumeTable table;
    private final Clock clock;

    public RememberedVolumes(Store store, VolumeTable table, Clock clock) {
        this.store = store;
        this.table = table;
        this.clock = clock;
    }

    /** Lets each volume expect its identity; one that was never seen before is remembered as it is now. */
    public void expect() throws OperatingFailure {
        Map<String, VolumeId> known = table.all();
        for (Volume volume : store.volumes()) {
            VolumeId id = known.get(volume.name());
            if (id != null) {
                volume.expect(id);
            } else {
                remember(volume);
            }
        }
    }

    /** Remembers a volume that has no identity in the table yet, if it is there. */
    void rememberNew(Volume volume) throws OperatingFailure {
        if (!table.all().containsKey(volume.name())) {
            remember(volume);
        }
    }

    private void remember(Volume volume) throws OperatingFailure {
        if (volume.state() != VolumeState.LOST && volume.id().isPresent()) {
            table.put(volume.name(), volume.id().get(), clock.instant());
        }
    }

    /**
     * Remembers whatever volume of this name is there now in place of the earlier one, and takes it from now on. It is then
     * filled as one that came back.
     *
     * @throws OperatingFailure when the path shows no volume of this name, or the index cannot be written
     */
    public VolumeId replace(Volume volume) throws OperatingFailure {
        VolumeId found = volume.found();
        table.put(volume.name(), found, clock.instant());
        volume.expect(found);
        return found;
    }
}
