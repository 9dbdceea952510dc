package dozo.admin.bench;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.wire.LoadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Asks the peers in turn, in each round all questions on one association after the other. Not thread-safe. */
final class QueryRounds {

    private final QueryCorpus corpus;
    private final String suffix;
    private final boolean repeated;
    private final int warmUpsMax;
    private final Pace warmUp;
    private final Pace pace;
    private final Map<Question, ExpectedAnswers> expected = new EnumMap<>(Question.class);

    /**
     * How much is asked for one figure.
     *
     * @param queries at most
     * @param patience after which no further one is begun
     */
    private record Pace(int queries, Duration patience) {

        static Pace of(int queries, int seconds) {
            return new Pace(queries, Duration.ofSeconds(seconds));
        }
    }

    private QueryRounds(QueryCorpus corpus, String suffix, boolean repeated, int warmUpsMax, Pace warmUp, Pace pace) {
        this.corpus = corpus;
        this.suffix = suffix;
        this.repeated = repeated;
        this.warmUpsMax = warmUpsMax;
        this.warmUp = warmUp;
        this.pace = pace;
    }

    /**
     * Other queries in each round, the answers to which are counted. Before the first one Java's compiler is done with what a
     * server that runs for weeks has behind it.
     */
    static QueryRounds counted(QueryCorpus corpus) {
        return new QueryRounds(corpus, "", false, 6, Pace.of(4000, 2), Pace.of(500, 1));
    }

    /** The same queries in each round, for peers that need a disk for it. @param suffix added to the names of the works */
    static QueryRounds repeated(QueryCorpus corpus, String suffix) {
        return new QueryRounds(corpus, suffix, true, 1, Pace.of(200, 20), Pace.of(200, 20));
    }

    /** Measures. @throws IOException when a peer fails, or leaves out an answer */
    void run(List<Peer> peers, List<Question> questions, Results results) throws IOException {
        Settings settings = corpus.settings();
        List<Question> wanted =
                questions.stream().filter(each -> settings.wants(each.key())).toList();
        if (wanted.isEmpty()) {
            return;
        }
        for (Peer peer : peers) {
            WarmUp.untilSettled(warmUpsMax, number -> 1 / ask(0, wanted, peer, results));
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Peer peer : peers) {
                ask(round, wanted, peer, results);
            }
        }
    }

    /** @return the medians of all questions, summed, in ms */
    private double ask(int round, List<Question> questions, Peer peer, Results results) throws IOException {
        int seed = repeated ? 0 : round;
        AskedStudies asked = corpus.asked(peer.kind());
        List<LoadReport> reports = Generator.reports(Ask.class, peer, arguments(round, seed, asked, questions));
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            LoadReport report = reports.get(i);
            String work = question.key() + suffix;
            System.err.printf("round %d, %s, %s: %s%n", round, work, peer.kind().title(), report.line());
            if (!repeated) {
                requireAll(peer.kind(), question, asked, seed, report);
            }
            if (round > 0) {
                add(round, work, peer.kind(), report, results);
            }
        }
        return reports.stream().mapToDouble(report -> report.latencies().p50()).sum();
    }

    private List<Object> arguments(int round, int seed, AskedStudies asked, List<Question> questions) {
        Pace now = round == 0 ? warmUp : pace;
        List<Object> arguments = new ArrayList<>(List.of(
                asked.studies(),
                asked.different(),
                corpus.settings().scaled(now.queries()),
                now.patience().toMillis(),
                seed));
        arguments.addAll(questions);
        return arguments;
    }

    /** An archive that leaves answers out, or looks at a part of what is asked, is fast. */
    private void requireAll(PeerKind kind, Question question, AskedStudies asked, int seed, LoadReport report)
            throws IOException {
        boolean ignored = question == Question.MODALITY && !kind.matchesModalities();
        long owed = expected.computeIfAbsent(
                        ignored ? Question.DATE : question,
                        each -> ExpectedAnswers.of(each, corpus.studies(), asked.areOfMany()))
                .to(asked.drawn(seed, Ask.WARM_UP + report.sent()).skip(Ask.WARM_UP));
        if (report.acknowledged() != owed) {
            throw new IOException("%s gave %d answers %s where there are %d"
                    .formatted(kind.title(), report.acknowledged(), question.title(), owed));
        }
    }

    private static void add(int round, String work, PeerKind peer, LoadReport report, Results results)
            throws IOException {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.P50, report.latencies().p50());
        figures.put(Metric.P99, report.latencies().p99());
        figures.put(Metric.MAX, report.latencies().max());
        figures.put(Metric.QUERIES, (double) report.sent());
        figures.put(Metric.ANSWERS, (double) report.acknowledged() / Math.max(1, report.sent()));
        results.add(round, work, peer, figures);
    }
}
