package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DCMQRSCP;
import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_SQLITE;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.wire.LoadReport;
import dozo.admin.bench.wire.Phantom;
import dozo.admin.testing.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * C-MOVE and C-GET: four studies that were just stored, and so lie in the memory of the system, are fetched again and again.
 * This archive tests each digest before it sends the first byte; that is its ordinary way.
 */
final class RetrieveBench implements Subject {

    /** Four studies of 400 images: 840 MB. */
    private static final IngestWork CORPUS = new IngestWork("corpus", "", Phantom.CT, 1, 1600, Metric.MEGABYTES);

    private static final int STUDIES = 4;

    private static final long RUN = 1;
    private static final int FETCHES = 16;
    private static final int LEAST_FETCHES = 4;
    private static final double GIGABYTE = 1e9;

    /** So many associations fetch so. */
    private record Work(String service, int associations) {

        static final List<Work> ALL =
                List.of(new Work("move", 1), new Work("move", 4), new Work("get", 1), new Work("get", 4));

        String name() {
            return service + associations;
        }

        String title() {
            return "C-" + service.toUpperCase(java.util.Locale.ROOT) + ", " + associations
                    + (associations == 1 ? " association" : " associations");
        }
    }

    @Override
    public String name() {
        return "retrieve";
    }

    @Override
    public void run(Settings settings, Results results) throws IOException {
        int listenerPort = Ports.free();
        try (Scratch folder = Scratch.named(settings.scratch().resolve(name()));
                PeerGroup group = PeerGroup.start(
                        settings.of(DOZO_H2, DOZO_POSTGRESQL, ORTHANC_SQLITE, ORTHANC_POSTGRESQL, DCMQRSCP),
                        folder.path(),
                        settings,
                        listenerPort)) {
            for (Peer peer : group.peers()) {
                Generator.store(peer, CORPUS, CORPUS.images(), RUN);
            }
            Disk.settle();
            // The first round warms up and does not count.
            for (int round = 0; round <= settings.rounds(); round++) {
                for (Work work : Work.ALL) {
                    for (Peer peer : group.peers()) {
                        if (settings.wants(work.name())) {
                            measure(round, work, peer, listenerPort, settings, results);
                        }
                    }
                }
            }
        }
    }

    private static void measure(int round, Work work, Peer peer, int listenerPort, Settings settings, Results results)
            throws IOException {
        int fetches = Math.max(LEAST_FETCHES, settings.scaled(FETCHES));
        double before = peer.processes().cpuSeconds();
        LoadReport report = Generator.run(
                Fetch.class, peer, work.service(), listenerPort, RUN, STUDIES, work.associations(), fetches);
        double cpu = peer.processes().cpuSeconds() - before;
        long expected = (long) fetches * CORPUS.images() / STUDIES;
        if (report.acknowledged() != expected) {
            throw new IOException(
                    peer.kind().title() + " sent " + report.acknowledged() + " of " + expected + " images");
        }
        System.err.printf(
                "round %d, %s, %s: %s%n", round, work.name(), peer.kind().title(), report.line());
        if (round > 0) {
            results.add(
                    new Measurement(round, work.name(), peer.kind(), Metric.MEGABYTES, report.megabytesPerSecond()));
            results.add(new Measurement(round, work.name(), peer.kind(), Metric.CPU, cpu * GIGABYTE / report.bytes()));
        }
    }

    @Override
    public String report(Results results) {
        Map<String, String> titles = new LinkedHashMap<>();
        List<Goal> goals = new ArrayList<>();
        for (Work work : Work.ALL) {
            titles.put(work.name(), work.title());
            goals.add(Goal.atLeast(work.name(), Metric.MEGABYTES, DOZO_H2, ORTHANC_SQLITE, 1.3));
        }
        return Tables.metric(results, "Retrieve, MB/s", titles, Metric.MEGABYTES)
                + '\n'
                + Tables.metric(results, "Retrieve, CPU seconds per GB", titles, Metric.CPU)
                + '\n'
                + Tables.goals(results, goals);
    }
}
