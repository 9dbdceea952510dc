package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.volume.Store;
import dozo.storage.volume.VolumeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the archive can answer for a stored version: its bytes are read now, on every volume that should hold them, and
 * held against the digest taken on receipt. What is found bad is repaired on the spot. Thread-safe.
 */
public final class SafekeepingCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SafekeepingCheck.class);

    /** The three answers. */
    public enum Outcome {
        /** A good copy was read on every volume that should hold one; volumes set offline by an administrator do not count. */
        SAFE,
        /** A volume holds no good copy and none could be made there. */
        DAMAGED,
        /** A volume could not be read: ask again when it is back. */
        UNDECIDED
    }

    private final Store store;
    private final CopyCheck test;
    private final Repairer repairer;

    public SafekeepingCheck(Store store, Repairer repairer) {
        this.store = store;
        this.test = new CopyCheck(store);
        this.repairer = repairer;
    }

    /** Reads every copy from disk. */
    public Outcome test(StoredInstance instance) {
        Examination examination = Examination.of(instance, test, Throttle.of(0));
        examination.bad().forEach(bad -> ObjectSource.log(instance.object(), bad));
        if (examination.good().isEmpty()) {
            return examination.unavailable().isEmpty() ? Outcome.DAMAGED : Outcome.UNDECIDED;
        }
        for (VolumeId volume : examination.damagedVolumes()) {
            try {
                repairer.repair(instance, volume);
            } catch (OperatingFailure e) {
                LOG.error(
                        "DOZO-{} instance {} has a good copy, but could not be repaired: {}",
                        e.code().number(),
                        instance.object().sopInstanceUid(),
                        e.getMessage());
                return Outcome.DAMAGED;
            }
        }
        return examination.missedVolumes(store).isEmpty() ? Outcome.SAFE : Outcome.UNDECIDED;
    }
}
