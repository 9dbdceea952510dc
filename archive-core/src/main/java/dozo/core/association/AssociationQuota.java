package dozo.core.association;

import dozo.core.value.AeTitle;
import java.util.HashMap;
import java.util.Map;

/**
 * What is left of the limits on connections: pending ones, associations in total and by calling AE. Acceptors of one server
 * share one, so that a limit holds for all its ports together. Thread-safe.
 */
public final class AssociationQuota {

    private final int maxAssociations;
    private final int maxAssociationsPerCallingAe;
    private final PendingConnections pending;
    private final Map<AeTitle, Integer> byCallingAe = new HashMap<>();
    private int associations;

    /** @param limits the limits in these settings are kept, whichever settings the acceptors themselves have */
    public AssociationQuota(AcceptorSettings limits) {
        this.maxAssociations = limits.maxAssociations();
        this.maxAssociationsPerCallingAe = limits.maxAssociationsPerCallingAe();
        this.pending = new PendingConnections(limits.maxPendingPerAddress());
    }

    /** The connections that are not associations yet. */
    PendingConnections pending() {
        return pending;
    }

    /** Counts an association; false, with nothing counted, when there are too many in total or of this calling AE. */
    synchronized boolean takeAssociation(AeTitle calling) {
        if (associations >= maxAssociations || byCallingAe.getOrDefault(calling, 0) >= maxAssociationsPerCallingAe) {
            return false;
        }
        associations++;
        byCallingAe.merge(calling, 1, Integer::sum);
        return true;
    }

    synchronized void returnAssociation(AeTitle calling) {
        associations--;
        byCallingAe.computeIfPresent(calling, (ae, count) -> count == 1 ? null : count - 1);
    }
}
