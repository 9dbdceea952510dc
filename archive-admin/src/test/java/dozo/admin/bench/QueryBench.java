package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DCMQRSCP;
import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_SQLITE;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.wire.LoadReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * C-FIND over 20,000 studies of one instance: six kinds of query, one association, one after another. dcmqrscp cannot hold
 * more than 500 studies, so its 20,000 instances make up 500.
 */
final class QueryBench implements Subject {

    private static final int STUDIES = 20_000;
    private static final int QUERIES = 200;
    private static final List<Question> QUESTIONS = List.of(
            Question.PATIENT_ID, Question.ACCESSION, Question.NAME, Question.DATE, Question.SERIES, Question.MODALITY);

    @Override
    public String name() {
        return "query";
    }

    @Override
    public void run(Settings settings, Results results) throws IOException, InterruptedException {
        QueryCorpus corpus = new QueryCorpus(settings.scaled(STUDIES), 1, settings);
        List<Peer> peers = new ArrayList<>();
        try {
            for (PeerKind kind : settings.of(DOZO_H2, DOZO_POSTGRESQL, ORTHANC_SQLITE, ORTHANC_POSTGRESQL, DCMQRSCP)) {
                peers.add(corpus.received(kind));
            }
            requireAll(peers, corpus);
            Disk.settle();
            measure(peers, QUESTIONS, "", corpus, round -> round, results);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    /** A peer that has thrown studies away answers fast. */
    private static void requireAll(List<Peer> peers, QueryCorpus corpus) throws IOException {
        for (Peer peer : peers) {
            long held = peer.instances().orElse(corpus.studies());
            if (held != corpus.studies()) {
                throw new IOException(
                        peer.kind().title() + " holds " + held + " of " + corpus.studies() + " instances");
            }
        }
    }

    /**
     * Asks each of the questions in each round, the peers in turn.
     *
     * @param suffix added to the names of the works
     * @param seeds from which the queries of each round are drawn
     */
    static void measure(
            List<Peer> peers,
            List<Question> questions,
            String suffix,
            QueryCorpus corpus,
            IntUnaryOperator seeds,
            Results results)
            throws IOException {
        Settings settings = corpus.settings();
        // The first round warms up and does not count.
        for (int round = 0; round <= settings.rounds(); round++) {
            for (Question question : questions) {
                for (Peer peer : peers) {
                    if (settings.wants(question.key())) {
                        LoadReport report = Generator.run(
                                Ask.class,
                                peer,
                                question,
                                corpus.studiesOf(peer.kind()),
                                settings.scaled(QUERIES),
                                seeds.applyAsInt(round));
                        System.err.printf(
                                "round %d, %s, %s: %s%n",
                                round, question.key() + suffix, peer.kind().title(), report.line());
                        if (round > 0) {
                            add(round, question.key() + suffix, peer.kind(), report, results);
                        }
                    }
                }
            }
        }
    }

    private static void add(int round, String work, PeerKind peer, LoadReport report, Results results)
            throws IOException {
        results.add(new Measurement(
                round, work, peer, Metric.P50, report.latencies().p50()));
        results.add(new Measurement(
                round, work, peer, Metric.P99, report.latencies().p99()));
        results.add(new Measurement(
                round, work, peer, Metric.MAX, report.latencies().max()));
        results.add(new Measurement(
                round, work, peer, Metric.ANSWERS, (double) report.acknowledged() / Math.max(1, report.sent())));
    }

    @Override
    public String report(Results results) {
        List<Goal> goals = new ArrayList<>();
        for (Question question : QUESTIONS) {
            goals.add(Goal.atMost(question.key(), Metric.P99, DOZO_H2, DCMQRSCP, 1));
            goals.add(Goal.atMost(question.key(), Metric.P99, DOZO_POSTGRESQL, DCMQRSCP, 1));
        }
        return tables(results, "C-FIND", QUESTIONS, "") + '\n' + Tables.goals(results, goals);
    }

    /** Answers, medians, slowest of a hundred and slowest of all. */
    static String tables(Results results, String title, List<Question> questions, String suffix) {
        Map<String, String> titles = new LinkedHashMap<>();
        questions.forEach(question -> titles.put(question.key() + suffix, question.title()));
        return Tables.metric(results, title + ", p99 ms", titles, Metric.P99)
                + '\n'
                + Tables.metric(results, title + ", p50 ms", titles, Metric.P50)
                + '\n'
                + Tables.metric(results, title + ", slowest ms", titles, Metric.MAX)
                + '\n'
                + Tables.metric(results, title + ", answers to a query", titles, Metric.ANSWERS);
    }
}
