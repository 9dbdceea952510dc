package dozo.storage.index.control;

import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.VolumeId;
import java.util.Map;

/** Which identity the volume of each name has, remembered over restarts. Thread-safe. */
public interface VolumeTable {

    /** By name of the volume. @throws OperatingFailure when the database cannot be read */
    Map<String, VolumeId> all() throws OperatingFailure;

    /**
     * Remembers this identity, in place of another one of the same name, durably.
     *
     * @throws OperatingFailure when the database cannot be written, or this process is not the active one
     */
    void put(String name, VolumeId id) throws OperatingFailure;
}
