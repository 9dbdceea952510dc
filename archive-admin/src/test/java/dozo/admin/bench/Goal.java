package dozo.admin.bench;

import dozo.admin.bench.peer.PeerKind;
import java.util.Locale;
import java.util.Optional;

/**
 * What this archive wants to be beside another one, in one run.
 *
 * @param ratio of our figure to theirs, round by round
 * @param atMost whether less is better
 */
record Goal(String work, Metric metric, PeerKind ours, PeerKind theirs, double ratio, boolean atMost) {

    static Goal atLeast(String work, Metric metric, PeerKind ours, PeerKind theirs, double ratio) {
        return new Goal(work, metric, ours, theirs, ratio, false);
    }

    static Goal atMost(String work, Metric metric, PeerKind ours, PeerKind theirs, double ratio) {
        return new Goal(work, metric, ours, theirs, ratio, true);
    }

    /** The row of a table: work, both sides, what is wanted, what was measured, whether it is met; empty without figures. */
    Optional<String[]> row(Results results) {
        return results.ratio(work, metric, ours, theirs).map(measured -> new String[] {
            work + ", " + metric.unit(),
            ours.title(),
            theirs.title(),
            (atMost ? "at most " : "at least ") + String.format(Locale.ROOT, "%.1f", ratio),
            measured.text(2),
            (atMost ? measured.median() <= ratio : measured.median() >= ratio) ? "met" : "missed"
        });
    }
}
