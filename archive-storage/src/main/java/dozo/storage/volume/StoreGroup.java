package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.time.Instant;
import java.util.List;

/** The volumes that each object must reach before Success is answered (INV-1). Immutable and thread-safe. */
public final class StoreGroup {

    private final String name;
    private final List<Volume> volumes;

    StoreGroup(String name, List<Volume> volumes) {
        this.name = name;
        this.volumes = List.copyOf(volumes);
    }

    public String name() {
        return name;
    }

    /** The primary first. */
    public List<Volume> volumes() {
        return volumes;
    }

    /** @throws OperatingFailure why a volume of the group takes no writes now, short of how full it is */
    public void requireWritable() throws OperatingFailure {
        for (Volume volume : volumes) {
            volume.requireWritable();
        }
    }

    /** @throws OperatingFailure why a volume of the group is not to be relied on now */
    public void requireReadable() throws OperatingFailure {
        for (Volume volume : volumes) {
            volume.requireReadable();
        }
    }

    /** Whether another group is better taken first. */
    boolean isDoubted(Instant now) {
        boolean doubted = false;
        for (Volume volume : volumes) {
            doubted |= volume.isDoubted(now);
        }
        return doubted;
    }

    /** @throws OperatingFailure why new objects cannot be written to every volume of the group now */
    void requireRoom() throws OperatingFailure {
        for (Volume volume : volumes) {
            volume.requireWritable();
            volume.requireSpace();
        }
    }
}
