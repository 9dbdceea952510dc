package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DCMQRSCP;
import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_SQLITE;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.wire.LoadReport;
import dozo.admin.bench.wire.Phantom;
import dozo.core.testing.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * C-MOVE and C-GET: four studies are fetched again and again, and so lie in the memory of the system. This archive tests all bytes
 * before it sends the first one: the first time by SHA-256, and reading from the disk, past which memory it wrote; later by
 * what it remembers of that time. So one more study is stored in each round, and fetched once.
 */
final class RetrieveBench implements Subject {

    /** Four studies of 400 images: 840 MB. */
    private static final IngestWork CORPUS = new IngestWork("corpus", "", Phantom.CT, 1, 1600, Metric.MEGABYTES);

    private static final int STUDIES = 4;

    /** One study of 400 images, under UIDs of its own in each round. */
    private static final IngestWork NEW = new IngestWork("new", "", Phantom.CT, 1, 400, Metric.MEGABYTES);

    private static final long RUN = 1;
    private static final long WARM_UP_RUN = 1000;
    /** Studies fetched for one figure: 1.7 GB, of which each association fetches its part. */
    private static final int FETCHES = 8;

    private static final int LEAST_FETCHES = 4;
    /** The works are done so often at most before the clock counts. */
    private static final int WARM_UPS_MAX = 12;

    private static final double GIGABYTE = 1e9;

    /**
     * So many associations fetch so.
     *
     * @param first whether what nobody has fetched before
     */
    private record Work(String service, int associations, boolean first) {

        static final List<Work> AGAIN = List.of(again("move", 1), again("move", 4), again("get", 1), again("get", 4));

        static final Work FIRST = new Work("get", 1, true);

        private static Work again(String service, int associations) {
            return new Work(service, associations, false);
        }

        String name() {
            return first ? "first" : service + associations;
        }

        String title() {
            return "C-" + service.toUpperCase(java.util.Locale.ROOT) + ", " + associations
                    + (associations == 1 ? " association" : " associations")
                    + (first ? ", for the first time" : "");
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
            for (Peer peer : group.peers()) {
                attempt(
                        peer,
                        () -> WarmUp.untilSettled(
                                WARM_UPS_MAX, number -> warmUp(number, peer, listenerPort, settings)));
            }
            for (int round = 1; round <= settings.rounds(); round++) {
                int number = round;
                for (Work work : works(settings)) {
                    for (Peer peer : group.peers()) {
                        attempt(peer, () -> measure(number, work, peer, listenerPort, settings, results));
                    }
                }
                if (settings.wants(Work.FIRST.name())) {
                    for (Peer peer : group.peers()) {
                        attempt(peer, () -> measureFirst(number, peer, listenerPort, results));
                    }
                }
            }
        }
    }

    /** What a peer does, once or again and again. */
    private interface Step {
        void run() throws IOException;
    }

    /** Another's failure leaves a gap in its column and does not end the run; one of our own does. */
    private static void attempt(Peer peer, Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            if (peer.kind().isDozo()) {
                throw e;
            }
            System.err.println("FAILED: no figure: " + e.getMessage());
        }
    }

    private static List<Work> works(Settings settings) {
        return Work.AGAIN.stream().filter(work -> settings.wants(work.name())).toList();
    }

    /** What was stored comes into the memory of the system, and a Java server compiles itself. */
    private static double warmUp(int number, Peer peer, int listenerPort, Settings settings) throws IOException {
        double rate = 0;
        for (Work work : works(settings)) {
            rate += fetch(work, peer, listenerPort, settings).megabytesPerSecond();
        }
        if (settings.wants(Work.FIRST.name())) {
            storeAndFetch(peer, listenerPort, WARM_UP_RUN + number);
        }
        return rate;
    }

    /** What is stored just before each fetch for the first time is compiled too, and must not be while that one is measured. */
    private static void storeAndFetch(Peer peer, int listenerPort, long run) throws IOException {
        Generator.store(peer, NEW, NEW.images(), run);
        fetch(Work.FIRST, peer, listenerPort, run, 1, 1);
    }

    private static LoadReport fetch(Work work, Peer peer, int listenerPort, Settings settings) throws IOException {
        int fetches = Math.max(LEAST_FETCHES, settings.scaled(FETCHES));
        return fetch(work, peer, listenerPort, RUN, STUDIES, fetches);
    }

    private static LoadReport fetch(Work work, Peer peer, int listenerPort, long run, int studies, int fetches)
            throws IOException {
        LoadReport report = Generator.run(
                Fetch.class, peer, work.service(), listenerPort, run, studies, work.associations(), fetches);
        long expected = (long) fetches * CORPUS.images() / STUDIES;
        if (report.acknowledged() != expected) {
            throw new IOException(
                    peer.kind().title() + " sent " + report.acknowledged() + " of " + expected + " images");
        }
        return report;
    }

    private static void measure(int round, Work work, Peer peer, int listenerPort, Settings settings, Results results)
            throws IOException {
        double before = peer.processes().cpuSeconds();
        note(round, work, peer, before, fetch(work, peer, listenerPort, settings), results);
    }

    private static void measureFirst(int round, Peer peer, int listenerPort, Results results) throws IOException {
        Generator.store(peer, NEW, NEW.images(), RUN + round);
        Disk.settle();
        double before = peer.processes().cpuSeconds();
        note(round, Work.FIRST, peer, before, fetch(Work.FIRST, peer, listenerPort, RUN + round, 1, 1), results);
    }

    private static void note(int round, Work work, Peer peer, double before, LoadReport report, Results results)
            throws IOException {
        double cpu = peer.processes().cpuSeconds() - before;
        System.err.printf(
                "round %d, %s, %s: %s%n", round, work.name(), peer.kind().title(), report.line());
        results.add(new Measurement(round, work.name(), peer.kind(), Metric.MEGABYTES, report.megabytesPerSecond()));
        results.add(new Measurement(round, work.name(), peer.kind(), Metric.CPU, cpu * GIGABYTE / report.bytes()));
    }

    @Override
    public String report(Results results) {
        Map<String, String> titles = new LinkedHashMap<>();
        List<Goal> goals = new ArrayList<>();
        for (Work work : Work.AGAIN) {
            titles.put(work.name(), work.title());
            goals.add(Goal.atLeast(work.name(), Metric.MEGABYTES, DOZO_H2, ORTHANC_SQLITE, 1.3));
        }
        titles.put(Work.FIRST.name(), Work.FIRST.title());
        return Tables.metric(results, "Retrieve, MB/s", titles, Metric.MEGABYTES)
                + '\n'
                + Tables.metric(results, "Retrieve, CPU seconds per GB", titles, Metric.CPU)
                + '\n'
                + Tables.goals(results, goals);
    }
}
