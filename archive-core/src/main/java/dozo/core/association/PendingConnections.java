package dozo.core.association;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections that are not associations yet: silent, negotiating, or rejected and not gone. There is room for so many of one
 * address and for so many in all. Who connects beyond that is not turned away for the sake of those who came before and say
 * nothing: the one of them that has been silent for longest gives way. Otherwise a few hundred sockets that send nothing
 * would keep everybody out until ARTIM has passed (INV-8). Thread-safe.
 */
final class PendingConnections {

    /** In all, of all ports that share a quota. */
    static final int MAX = 64;

    /** By then a request is there whole, however far its sender is; who is slower gives way too. */
    private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();

    private final int maxPerAddress;

    /** Since when they are here, in the order of their arrival. */
    private final Map<IncomingConnection, Long> arrivals = new LinkedHashMap<>();

    PendingConnections(int maxPerAddress) {
        this.maxPerAddress = maxPerAddress;
    }

    /** @return false when there is no room and nobody to give way: all the others are just sending their requests */
    boolean admit(IncomingConnection newcomer) {
        Optional<IncomingConnection> leaver = Optional.empty();
        synchronized (this) {
            List<IncomingConnection> crowd = crowd(newcomer.address());
            if (!crowd.isEmpty()) {
                leaver = leaver(crowd);
                if (leaver.isEmpty()) {
                    return false;
                }
                arrivals.remove(leaver.get());
            }
            arrivals.put(newcomer, System.nanoTime());
        }
        leaver.ifPresent(IncomingConnection::giveWay);
        return true;
    }

    /** It has become an association, or has ended. Nothing happens when it gave way before. */
    synchronized void remove(IncomingConnection connection) {
        arrivals.remove(connection);
    }

    /** Those who leave no room for one more of this address; none when there is room. */
    private List<IncomingConnection> crowd(InetAddress address) {
        List<IncomingConnection> neighbours = arrivals.keySet().stream()
                .filter(each -> each.address().equals(address))
                .toList();
        if (neighbours.size() >= maxPerAddress) {
            return neighbours;
        }
        return arrivals.size() >= Math.max(MAX, maxPerAddress) ? new ArrayList<>(arrivals.keySet()) : List.of();
    }

    private Optional<IncomingConnection> leaver(List<IncomingConnection> crowd) {
        Optional<IncomingConnection> silent =
                crowd.stream().filter(each -> !each.hasSpoken()).findFirst();
        long now = System.nanoTime();
        IncomingConnection oldest = crowd.get(0);
        return silent.isPresent() || now - arrivals.getOrDefault(oldest, now) < SLOW_NANOS
                ? silent
                : Optional.of(oldest);
    }
}
