package dozo.admin.bench;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.peer.Place;
import dozo.admin.bench.wire.LoadReport;
import dozo.admin.bench.wire.Phantom;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** As many senders at once as the archive takes by default, in 512 MB of heap (INV-8). Of this archive only. */
final class SendersBench implements Subject {

    private static final IngestWork WORK = new IngestWork(
            "senders", "200 associations, CT 526 KB, 512 MB of heap", Phantom.CT, 200, 2000, Metric.MEGABYTES);
    private static final Map<String, String> TITLES = Map.of(WORK.name(), WORK.title());
    private static final Map<String, String> HEAP = Map.of("DOZO_JVM_OPTS", "-Xmx512m");

    @Override
    public String name() {
        return WORK.name();
    }

    @Override
    public void run(Settings settings, Results results) throws IOException {
        for (PeerKind kind : settings.of(PeerKind.DOZO_H2, PeerKind.DOZO_POSTGRESQL)) {
            for (int round = 1; round <= settings.rounds(); round++) {
                try (Scratch folder = Scratch.named(settings.scratch().resolve("s" + round));
                        Peer peer = kind.start(new Place(folder.path(), settings.distribution(), Place.NOBODY)
                                .withEnvironment(HEAP))) {
                    measure(round, peer, settings, results);
                }
            }
        }
    }

    private static void measure(int round, Peer peer, Settings settings, Results results) throws IOException {
        LoadReport report = Generator.store(peer, WORK, settings.scaled(WORK.images()));
        Map<Metric, Double> figures = new LinkedHashMap<>();
        figures.put(Metric.MEGABYTES, report.megabytesPerSecond());
        figures.put(Metric.P99, report.latencies().p99());
        figures.put(Metric.MEMORY, peer.processes().peakMebibytes());
        results.add(round, WORK.name(), peer.kind(), figures);
        System.err.printf(
                "round %d, %s, %s: %s%n", round, WORK.name(), peer.kind().title(), report.line());
    }

    @Override
    public String report(Results results) {
        return Tables.metric(results, "MB/s, just started", TITLES, Metric.MEGABYTES)
                + '\n'
                + Tables.metric(results, "Slowest of a hundred, ms", TITLES, Metric.P99)
                + '\n'
                + Tables.metric(results, "Peak memory, MiB", TITLES, Metric.MEMORY);
    }
}
