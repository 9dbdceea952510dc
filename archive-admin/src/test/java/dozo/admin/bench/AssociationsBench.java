package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DCMQRSCP;
import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_SQLITE;
import static dozo.admin.bench.peer.PeerKind.STORESCP;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.Place;
import dozo.admin.bench.wire.LoadReport;
import java.io.IOException;
import java.util.Map;

/** Associations opened and released, from eight clients at once that propose Verification. */
final class AssociationsBench implements Subject {

    private static final int CLIENTS = 8;
    private static final int SECONDS = 6;
    private static final int LEAST_SECONDS = 2;

    @Override
    public String name() {
        return "associations";
    }

    @Override
    public void run(Settings settings, Results results) throws IOException {
        try (Scratch folder = Scratch.named(settings.scratch().resolve(name()));
                PeerGroup group = PeerGroup.start(
                        settings.of(DOZO_H2, DOZO_POSTGRESQL, ORTHANC_SQLITE, ORTHANC_POSTGRESQL, STORESCP, DCMQRSCP),
                        folder.path(),
                        settings,
                        Place.NOBODY)) {
            for (Peer peer : group.peers()) {
                // Nobody is measured cold.
                measure(peer, settings);
            }
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Peer peer : group.peers()) {
                    results.add(
                            new Measurement(round, name(), peer.kind(), Metric.ASSOCIATIONS, measure(peer, settings)));
                }
            }
        }
    }

    private static double measure(Peer peer, Settings settings) throws IOException {
        int seconds = Math.max(LEAST_SECONDS, settings.scaled(SECONDS));
        LoadReport report = Generator.run(Associate.class, peer, CLIENTS, seconds);
        System.err.printf("%s: %s%n", peer.kind().title(), report.line());
        return report.perSecond();
    }

    @Override
    public String report(Results results) {
        return Tables.metric(
                results, "Associations per second", Map.of(name(), CLIENTS + " clients"), Metric.ASSOCIATIONS);
    }
}
