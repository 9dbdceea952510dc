package dozo.storage.integrity;

import dozo.storage.index.model.StoredInstance;
import java.util.List;

/**
 * Copies of one stored version that failed their test, while another copy passed: what a repair needs to know. Immutable.
 *
 * @param instance the version and its copies
 * @param bad copies that are missing or corrupt, on volumes that work
 * @param good the copy that passed
 */
record Damage(StoredInstance instance, List<CopyVerdict.Bad> bad, CopyVerdict.Good good) {

    Damage {
        bad = List.copyOf(bad);
    }

    /** Is told of damage while an object is read for somebody who waits, so it must be quick. */
    @FunctionalInterface
    interface Listener {

        /** For readers whose caller repairs by itself. */
        Listener NONE = damage -> {};

        void found(Damage damage);
    }
}
