package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DCMQRSCP;
import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_SQLITE;
import static dozo.admin.bench.peer.PeerKind.SINK;
import static dozo.admin.bench.peer.PeerKind.STORESCP;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.peer.Place;
import dozo.admin.bench.wire.LoadReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** C-STORE: every peer takes the same works in turn; what it acknowledged must be there at the end. */
final class IngestBench implements Subject {

    private static final double GIGABYTE = 1e9;
    private static final double NANOS_PER_SECOND = 1e9;
    /** For work put off until after Success: it belongs to the images, too. */
    private static final long SETTLE_MS = 500;

    /** How many times the others' warm-up a Java server gets at a time. */
    private static final int JAVA_WARM_UP = 4;

    /** How often it gets that: after some 25,000 images its rate climbs no more. */
    private static final int JAVA_TURNS = 4;

    /** Before each turn, as there is one before each work: what a server does first after a rest it must have done before, too. */
    private static final long REST_MS = 2_000;

    /** Others that broke off in this round. */
    private final Set<PeerKind> failed = EnumSet.noneOf(PeerKind.class);

    private final Map<PeerKind, Long> acknowledged = new EnumMap<>(PeerKind.class);

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(Settings settings, Results results) throws IOException, InterruptedException {
        List<PeerKind> kinds =
                settings.of(DOZO_H2, DOZO_POSTGRESQL, ORTHANC_SQLITE, ORTHANC_POSTGRESQL, STORESCP, DCMQRSCP, SINK);
        for (int round = 1; round <= settings.rounds(); round++) {
            acknowledged.clear();
            failed.clear();
            try (Scratch folder = Scratch.named(settings.scratch().resolve("r" + round));
                    PeerGroup group = PeerGroup.start(kinds, folder.path(), settings, Place.NOBODY)) {
                warmUp(group, settings);
                for (IngestWork work : works(settings)) {
                    for (Peer peer : able(group.peers(), work)) {
                        attempt(round, work, peer, settings, results);
                    }
                }
                for (Peer peer : group.peers()) {
                    results.add(new Measurement(
                            round,
                            name(),
                            peer.kind(),
                            Metric.MEMORY,
                            peer.processes().peakMebibytes()));
                    check(peer);
                }
            }
        }
    }

    private static List<IngestWork> works(Settings settings) {
        return List.of(IngestWork.ALL).stream()
                .filter(work -> settings.wants(work.name()))
                .toList();
    }

    private static List<Peer> able(List<Peer> peers, IngestWork work) {
        return peers.stream()
                .filter(peer -> peer.kind().mostWriters() >= work.associations())
                .toList();
    }

    private void warmUp(PeerGroup group, Settings settings) throws IOException, InterruptedException {
        warmUp(group.peers(), 1, settings);
        // A Java program compiles itself while it works, which a server that runs for weeks has behind it.
        List<Peer> java =
                group.peers().stream().filter(peer -> peer.kind().isDozo()).toList();
        for (int turn = 1; turn <= JAVA_TURNS && !java.isEmpty(); turn++) {
            Thread.sleep(REST_MS);
            warmUp(java, JAVA_WARM_UP, settings);
        }
    }

    private void warmUp(List<Peer> peers, int times, Settings settings) throws IOException {
        for (IngestWork work : IngestWork.WARM_UP) {
            for (Peer peer : able(peers, work)) {
                count(peer, Generator.store(peer, work, times * settings.scaled(work.images())));
            }
        }
    }

    /** Another's failure leaves a gap in its column and does not end the run; one of our own does. */
    private void attempt(int round, IngestWork work, Peer peer, Settings settings, Results results)
            throws IOException, InterruptedException {
        try {
            measure(round, work, peer, settings, results);
        } catch (IOException e) {
            if (peer.kind().isDozo()) {
                throw e;
            }
            failed.add(peer.kind());
            System.err.println("FAILED: no figure in round " + round + ": " + e.getMessage());
        }
    }

    private void measure(int round, IngestWork work, Peer peer, Settings settings, Results results)
            throws IOException, InterruptedException {
        Disk.settle();
        double before = peer.processes().cpuSeconds();
        LoadReport report = Generator.store(peer, work, settings.scaled(work.images()));
        Thread.sleep(SETTLE_MS);
        double cpu = peer.processes().cpuSeconds() - before;
        count(peer, report);
        double gigabytes = report.bytes() / GIGABYTE;
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.MEGABYTES, report.megabytesPerSecond());
        figures.put(Metric.IMAGES, report.perSecond());
        figures.put(Metric.P50, report.latencies().p50());
        figures.put(Metric.P99, report.latencies().p99());
        figures.put(Metric.MAX, report.latencies().max());
        figures.put(Metric.CPU, cpu / gigabytes);
        figures.put(Metric.GENERATOR_CPU, report.cpu().toNanos() / NANOS_PER_SECOND / gigabytes);
        results.add(round, work.name(), peer.kind(), figures);
        System.err.printf(
                "round %d, %s, %s: %s%n", round, work.name(), peer.kind().title(), report.line());
    }

    private void count(Peer peer, LoadReport report) {
        acknowledged.merge(peer.kind(), report.acknowledged(), Long::sum);
    }

    /** A figure for images that were lost would be worth nothing. */
    private void check(Peer peer) throws IOException {
        OptionalLong there = peer.instances();
        long expected = acknowledged.getOrDefault(peer.kind(), 0L);
        if (!failed.contains(peer.kind()) && there.isPresent() && there.getAsLong() != expected) {
            throw new IOException(
                    peer.kind().title() + " acknowledged " + expected + " instances and holds " + there.getAsLong());
        }
        if (peer.verify().isPresent()) {
            throw new IOException(peer.kind().title() + ": " + peer.verify().get());
        }
    }

    @Override
    public String report(Results results) {
        StringBuilder out = new StringBuilder();
        out.append(Tables.works(results, "C-STORE", titles(), headlines())).append('\n');
        out.append(Tables.metric(results, "CPU seconds per GB", titles(), Metric.CPU))
                .append('\n');
        out.append(Tables.metric(results, "Slowest of a hundred, ms", titles(), Metric.P99))
                .append('\n');
        out.append(Tables.metric(results, "Peak memory, MiB", Map.of(name(), "all of the above"), Metric.MEMORY))
                .append('\n');
        return out.append(Tables.goals(results, goals())).toString();
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new java.util.LinkedHashMap<>();
        for (IngestWork work : IngestWork.ALL) {
            titles.put(work.name(), work.title());
        }
        return titles;
    }

    private static Map<String, Metric> headlines() {
        Map<String, Metric> headlines = new java.util.HashMap<>();
        for (IngestWork work : IngestWork.ALL) {
            headlines.put(work.name(), work.headline());
        }
        return headlines;
    }

    private static List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        goals.add(Goal.atLeast("ct1", Metric.MEGABYTES, DOZO_H2, ORTHANC_SQLITE, 2.5));
        goals.add(Goal.atLeast("ct4", Metric.MEGABYTES, DOZO_H2, ORTHANC_SQLITE, 3));
        goals.add(Goal.atLeast("ct16", Metric.MEGABYTES, DOZO_H2, ORTHANC_SQLITE, 3));
        goals.add(Goal.atLeast("ct1", Metric.MEGABYTES, DOZO_POSTGRESQL, ORTHANC_POSTGRESQL, 4));
        goals.add(Goal.atLeast("ct4", Metric.MEGABYTES, DOZO_POSTGRESQL, ORTHANC_POSTGRESQL, 5));
        goals.add(Goal.atLeast("ct16", Metric.MEGABYTES, DOZO_POSTGRESQL, ORTHANC_POSTGRESQL, 6));
        goals.add(Goal.atLeast("mr8", Metric.IMAGES, DOZO_H2, ORTHANC_SQLITE, 3));
        for (String work : List.of("ct4", "mr4", "mr8")) {
            goals.add(Goal.atLeast(work, Metric.IMAGES, DOZO_H2, STORESCP, 1));
        }
        for (String work : List.of("ct1", "ct4", "ct16", "mr8", "cr2")) {
            goals.add(Goal.atMost(work, Metric.CPU, DOZO_H2, STORESCP, 1.5));
        }
        return goals;
    }
}
