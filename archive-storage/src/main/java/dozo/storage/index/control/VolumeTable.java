package dozo.storage.index.control;

import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.VolumeId;
import java.time.Instant;
import java.util.Map;

/** Which identity the volume of each name has, and whether it holds what it should, remembered over restarts. Thread-safe. */
public interface VolumeTable {

    /** By name of the volume. @throws OperatingFailure when the database cannot be read */
    Map<String, VolumeId> all() throws OperatingFailure;

    /**
     * Remembers this identity, in place of another one of the same name, durably.
     *
     * @param at from when on it may lack what its group holds, as {@link #setBehind}
     * @throws OperatingFailure when the database cannot be written, or this process is not the active one
     */
    void put(String name, VolumeId id, Instant at) throws OperatingFailure;

    /** Forgets the volume of this name, durably; nothing happens when there is none. @throws OperatingFailure as {@link #put} */
    void remove(String name) throws OperatingFailure;

    /**
     * Since when each volume, by its name, may lack copies or journals that its group holds; level ones are absent.
     *
     * @throws OperatingFailure when the database cannot be read
     */
    Map<String, Instant> behind() throws OperatingFailure;

    /**
     * Remembers, durably, that the volume of this name may lack something; an earlier time that is there stays. Nothing happens
     * when it has no identity yet.
     *
     * @param since when it was last known to be whole, to the millisecond
     * @throws OperatingFailure as {@link #put}
     */
    void setBehind(String name, Instant since) throws OperatingFailure;

    /** Remembers, durably, that the volume lacks nothing. @throws OperatingFailure as {@link #put} */
    void setLevel(String name) throws OperatingFailure;
}
