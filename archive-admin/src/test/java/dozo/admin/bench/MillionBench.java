package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.wire.LoadReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A million studies, twenty million instances, this archive alone: C-FIND, and C-STORE beside an archive with nothing in it. */
final class MillionBench implements Subject {

    private static final int STUDIES = 1_000_000;
    private static final int INSTANCES_PER_STUDY = 20;
    private static final int NOBODY = 9;
    private static final String SUFFIX = "-million";
    private static final List<Question> QUESTIONS = List.of(Question.values());

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
                PeerGroup empty = PeerGroup.start(kinds, folder.path(), settings, NOBODY)) {
            for (PeerKind kind : kinds) {
                full.add(corpus.filled(kind));
            }
            QueryBench.measure(full, QUESTIONS, SUFFIX, corpus, results);
            for (int round = 0; round <= settings.rounds(); round++) {
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

    /** The works of ingest that target tables name most, on both in turn; round 0 warms up. */
    private static void store(int round, Peer full, Peer empty, Settings settings, Results results) throws IOException {
        for (IngestWork work : IngestWork.ALL) {
            if (!settings.wants(work.name())) {
                continue;
            }
            Disk.settle();
            LoadReport toEmpty = Generator.store(empty, work, settings.scaled(work.images()));
            Disk.settle();
            LoadReport toFull = Generator.store(full, work, settings.scaled(work.images()));
            if (round > 0) {
                results.add(new Measurement(
                        round, work.name() + SUFFIX, full.kind(), Metric.MEGABYTES, toFull.megabytesPerSecond()));
                results.add(new Measurement(
                        round,
                        work.name() + SUFFIX,
                        full.kind(),
                        Metric.OF_EMPTY,
                        toFull.megabytesPerSecond() / toEmpty.megabytesPerSecond()));
            }
        }
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
                + Tables.metric(results, "C-STORE, of the speed with none", titles, Metric.OF_EMPTY);
    }
}
