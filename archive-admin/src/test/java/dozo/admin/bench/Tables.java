package dozo.admin.bench;

import dozo.admin.bench.peer.PeerKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts figures side by side: a row for each work, a column for each peer, median and range in each cell. */
final class Tables {

    private Tables() {}

    /** One metric for all works. @param works titles by name, in the order of the rows */
    static String metric(Results results, String title, Map<String, String> works, Metric metric) {
        Map<String, Metric> metrics = new HashMap<>();
        works.keySet().forEach(work -> metrics.put(work, metric));
        return table(results, title, works, metrics, false);
    }

    /** To each work its own metric, named in its cells. */
    static String works(Results results, String title, Map<String, String> works, Map<String, Metric> metrics) {
        return table(results, title, works, metrics, true);
    }

    private static String table(
            Results results, String title, Map<String, String> works, Map<String, Metric> metrics, boolean units) {
        List<PeerKind> peers = peers(results, metrics.values());
        List<String> titles = new ArrayList<>(List.of(title));
        peers.forEach(peer -> titles.add(peer.title()));
        MarkdownTable table = new MarkdownTable(titles);
        works.forEach((work, row) -> {
            if (results.has(work)) {
                Metric metric = metrics.get(work);
                List<String> cells = new ArrayList<>(List.of(units ? row + ", " + metric.unit() : row));
                peers.forEach(peer -> cells.add(cell(results, work, peer, metric)));
                table.row(cells.toArray(String[]::new));
            }
        });
        return table.toString();
    }

    private static List<PeerKind> peers(Results results, Collection<Metric> metrics) {
        EnumSet<PeerKind> peers = EnumSet.noneOf(PeerKind.class);
        metrics.forEach(metric -> peers.addAll(results.peers(metric)));
        return List.copyOf(peers);
    }

    private static String cell(Results results, String work, PeerKind peer, Metric metric) {
        return results.spread(work, peer, metric)
                .map(spread -> spread.text(metric.decimals()))
                .orElse("");
    }

    /** What was wanted and what was reached; those without figures are left out. */
    static String goals(Results results, List<Goal> goals) {
        MarkdownTable table = new MarkdownTable(List.of("Goal", "of", "to", "ratio wanted", "measured", ""));
        goals.forEach(goal -> goal.row(results).ifPresent(table::row));
        return table.isEmpty() ? "" : table.toString();
    }

    /** As {@link #goals}, of bounds that no other archive sets. */
    static String bounds(Results results, List<Bound> bounds) {
        MarkdownTable table = new MarkdownTable(List.of("Goal", "of", "wanted", "measured", ""));
        bounds.forEach(bound -> bound.row(results).ifPresent(table::row));
        return table.isEmpty() ? "" : table.toString();
    }
}
