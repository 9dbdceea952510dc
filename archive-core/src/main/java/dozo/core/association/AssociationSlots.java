package dozo.core.association;

import dozo.core.value.AeTitle;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The connections and associations of one acceptor, admitted by a quota that it may share with others. Thread-safe. */
final class AssociationSlots {

    private final AssociationQuota quota;
    private int associations;
    private int connections;

    AssociationSlots(AssociationQuota quota) {
        this.quota = quota;
    }

    /** Counts a new connection; false, with nothing counted, when there is no room for it. */
    boolean connected(IncomingConnection connection) {
        boolean taken = quota.pending().admit(connection);
        if (taken) {
            count();
        }
        return taken;
    }

    private synchronized void count() {
        connections++;
    }

    /** The connection has become an association, or has ended before it did. */
    void noLongerPending(IncomingConnection connection) {
        quota.pending().remove(connection);
    }

    /** Counts an association; false, with nothing counted, when there are too many in total or of this calling AE. */
    synchronized boolean associated(AeTitle calling) {
        boolean taken = quota.takeAssociation(calling);
        associations += taken ? 1 : 0;
        return taken;
    }

    synchronized void dissociated(AeTitle calling) {
        associations--;
        quota.returnAssociation(calling);
    }

    synchronized void disconnected() {
        connections--;
        notifyAll();
    }

    synchronized int associations() {
        return associations;
    }

    /** Waits until no connection is left; false when {@code limit} has passed before, or the thread was interrupted. */
    synchronized boolean awaitNone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (connections > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
