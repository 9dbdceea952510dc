package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.peer.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A million studies, twenty million instances, this archive alone: C-FIND, and C-STORE beside an archive with nothing in it. Every round
 * asks the same questions, so that those after the first find in memory what they need, and the disk is not what is measured. What
 * is stored stays in the cache, 2 GB a round.
 */
final class MillionBench implements Subject {

    private static final int STUDIES = 1_000_000;
    private static final int INSTANCES_PER_STUDY = 20;
    private static final String SUFFIX = "-million";
    private static final List<Question> QUESTIONS = List.of(Question.values());
    private static final double ANSWER_MS = 50;
    private static final double FIRST_ANSWER_MS = 30;
    private static final double SHARE_OF_EMPTY = 0.9;

    /** How often both take what {@link IngestWork#WARM_UP} says: over 20,000 images, after which Java has compiled all it will. */
    private static final int WARM_UPS = 12;

    @Override
    public String name() {
        return "million";
    }

    @Override
    public void run(Settings settings, Results results) throws IOException {
        QueryCorpus corpus = new QueryCorpus(settings.scaled(STUDIES), INSTANCES_PER_STUDY, settings);
        List<PeerKind> kinds = settings.of(DOZO_H2, DOZO_POSTGRESQL);
        List<Peer> full = new ArrayList<>();
        try (Scratch folder = Scratch.named(settings.scratch().resolve(name()));
                PeerGroup empty = PeerGroup.start(kinds, folder.path(), settings, Place.NOBODY)) {
            for (PeerKind kind : kinds) {
                full.add(corpus.filled(kind));
            }
            QueryRounds.repeated(corpus, SUFFIX).run(full, QUESTIONS, results);
            for (int i = 0; storesAnything(settings) && i < kinds.size(); i++) {
                warmUp(full.get(i), empty.peers().get(i), settings);
            }
            for (int round = 1; round <= settings.rounds(); round++) {
                for (int i = 0; i < kinds.size(); i++) {
                    store(round, full.get(i), empty.peers().get(i), settings, results);
                }
            }
        } finally {
            for (Peer peer : full) {
                peer.close();
            }
        }
    }

    private static boolean storesAnything(Settings settings) {
        return Arrays.stream(IngestWork.ALL).anyMatch(work -> settings.wants(work.name()));
    }

    private static void warmUp(Peer full, Peer empty, Settings settings) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            for (IngestWork work : IngestWork.WARM_UP) {
                Generator.store(empty, work, settings.scaled(work.images()));
                Generator.store(full, work, settings.scaled(work.images()));
            }
        }
    }

    /** The works of ingest on both in turn; who is first changes from round to round. */
    private static void store(int round, Peer full, Peer empty, Settings settings, Results results) throws IOException {
        for (IngestWork work : IngestWork.ALL) {
            if (!settings.wants(work.name())) {
                continue;
            }
            boolean fullFirst = round % 2 == 0;
            double first = speed(fullFirst ? full : empty, work, settings);
            double second = speed(fullFirst ? empty : full, work, settings);
            double toFull = fullFirst ? first : second;
            double toEmpty = fullFirst ? second : first;
            String name = work.name() + SUFFIX;
            System.err.printf(
                    "round %d, %s, %s: %.0f MB/s, with an empty index %.0f%n",
                    round, name, full.kind().title(), toFull, toEmpty);
            results.add(new Measurement(round, name, full.kind(), Metric.MEGABYTES, toFull));
            results.add(new Measurement(round, name, full.kind(), Metric.OF_EMPTY, toFull / toEmpty));
        }
    }

    private static double speed(Peer peer, IngestWork work, Settings settings) throws IOException {
        Disk.settle();
        return Generator.store(peer, work, settings.scaled(work.images())).megabytesPerSecond();
    }

    @Override
    public String report(Results results) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (IngestWork work : IngestWork.ALL) {
            titles.put(work.name() + SUFFIX, work.title());
        }
        return QueryBench.tables(results, "C-FIND, a million studies", QUESTIONS, SUFFIX)
                + '\n'
                + Tables.metric(results, "C-STORE, a million studies, MB/s", titles, Metric.MEGABYTES)
                + '\n'
                + Tables.metric(results, "C-STORE, of the speed with none", titles, Metric.OF_EMPTY)
                + '\n'
                + Tables.bounds(results, bounds());
    }

    private static List<Bound> bounds() {
        List<Bound> bounds = new ArrayList<>();
        for (PeerKind kind : List.of(DOZO_H2, DOZO_POSTGRESQL)) {
            for (Question question : QUESTIONS) {
                double most = question == Question.TEN_THOUSAND ? FIRST_ANSWER_MS : ANSWER_MS;
                bounds.add(new Bound(question.key() + SUFFIX, Metric.P99, kind, most, true));
            }
            for (IngestWork work : IngestWork.ALL) {
                bounds.add(new Bound(work.name() + SUFFIX, Metric.OF_EMPTY, kind, SHARE_OF_EMPTY, false));
            }
        }
        return bounds;
    }
}
