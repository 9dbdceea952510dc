package dozo.admin.bench;

import dozo.admin.bench.peer.PeerKind;
import java.util.Locale;
import java.util.Optional;

/**
 * What this archive wants to reach whatever others do.
 *
 * @param value in the unit of the metric
 * @param atMost whether less is better
 */
record Bound(String work, Metric metric, PeerKind peer, double value, boolean atMost) {

    /** The row of a table: work, peer, what is wanted, what was measured, whether it is met; empty without figures. */
    Optional<String[]> row(Results results) {
        return results.spread(work, peer, metric).map(measured -> new String[] {
            work + ", " + metric.unit(),
            peer.title(),
            (atMost ? "at most " : "at least ") + String.format(Locale.ROOT, "%.1f", value),
            measured.text(metric.decimals()),
            (atMost ? measured.median() <= value : measured.median() >= value) ? "met" : "missed"
        });
    }
}
