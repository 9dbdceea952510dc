package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** C-FIND over a million studies, this archive alone. */
final class MillionBench implements Subject {

    private static final int STUDIES = 1_000_000;
    private static final String SUFFIX = "-million";
    private static final List<Question> QUESTIONS = List.of(Question.values());

    @Override
    public String name() {
        return "million";
    }

    @Override
    public void run(Settings settings, Results results) throws IOException {
        QueryCorpus corpus = new QueryCorpus(STUDIES, settings);
        List<Peer> peers = new ArrayList<>();
        try {
            for (PeerKind kind : settings.of(DOZO_H2, DOZO_POSTGRESQL)) {
                peers.add(corpus.filled(kind));
            }
            QueryBench.measure(peers, QUESTIONS, SUFFIX, corpus, results);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    @Override
    public String report(Results results) {
        return QueryBench.tables(results, "C-FIND, a million studies", QUESTIONS, SUFFIX);
    }
}
