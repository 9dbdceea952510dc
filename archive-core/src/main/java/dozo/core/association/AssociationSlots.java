package dozo.core.association;

import dozo.core.value.AeTitle;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts connections against their limits: pending ones by address, associations in total and by calling AE. Thread-safe. */
final class AssociationSlots {

    private final AcceptorSettings settings;
    private final Map<InetAddress, Integer> pending = new HashMap<>();
    private final Map<AeTitle, Integer> byCallingAe = new HashMap<>();
    private int associations;
    private int connections;

    AssociationSlots(AcceptorSettings settings) {
        this.settings = settings;
    }

    /** Counts a new connection; false, with nothing counted, when its address has too many pending ones. */
    synchronized boolean connected(InetAddress address) {
        if (pending.getOrDefault(address, 0) >= settings.maxPendingPerAddress()) {
            return false;
        }
        pending.merge(address, 1, Integer::sum);
        connections++;
        return true;
    }

    /** The connection has become an association, or has ended before it did. */
    synchronized void noLongerPending(InetAddress address) {
        decrement(pending, address);
    }

    /** Counts an association; false, with nothing counted, when there are too many in total or of this calling AE. */
    synchronized boolean associated(AeTitle calling) {
        if (associations >= settings.maxAssociations()
                || byCallingAe.getOrDefault(calling, 0) >= settings.maxAssociationsPerCallingAe()) {
            return false;
        }
        associations++;
        byCallingAe.merge(calling, 1, Integer::sum);
        return true;
    }

    synchronized void dissociated(AeTitle calling) {
        associations--;
        decrement(byCallingAe, calling);
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

    private static <K> void decrement(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
    }
}
