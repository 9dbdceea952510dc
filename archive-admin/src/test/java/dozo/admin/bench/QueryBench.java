package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DCMQRSCP;
import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_SQLITE;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * C-FIND over 20,000 studies of one instance: six kinds of query, one association, one after another. dcmqrscp cannot hold
 * more than 500 studies. It gets those that are answers, and only the few queries to which they are: each query has as many
 * answers everywhere, though dcmqrscp looks for them among a fiftieth of the studies.
 */
final class QueryBench implements Subject {

    private static final int STUDIES = 20_000;
    static final List<Question> QUESTIONS = List.of(
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
            QueryRounds.counted(corpus).run(peers, QUESTIONS, results);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    /** A peer that has thrown studies away answers fast. */
    private static void requireAll(List<Peer> peers, QueryCorpus corpus) throws IOException {
        for (Peer peer : peers) {
            int sent = corpus.held(peer.kind()).size();
            long held = peer.instances().orElse(sent);
            if (held != sent) {
                throw new IOException(peer.kind().title() + " holds " + held + " of " + sent + " instances");
            }
        }
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
                + Tables.metric(results, title + ", answers to a query", titles, Metric.ANSWERS)
                + '\n'
                + Tables.metric(results, title + ", queries in a round", titles, Metric.QUERIES);
    }
}
