package dozo.admin.bench;

import static dozo.admin.bench.peer.PeerKind.DCMQRSCP;
import static dozo.admin.bench.peer.PeerKind.DOZO_H2;
import static dozo.admin.bench.peer.PeerKind.DOZO_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_POSTGRESQL;
import static dozo.admin.bench.peer.PeerKind.ORTHANC_SQLITE;
import static dozo.admin.bench.peer.PeerKind.STORESCP;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.peer.Program;
import dozo.admin.bench.peer.SystemCallTrace;
import dozo.admin.bench.wire.Phantom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether Success is a promise: what each peer had forced to disk when it answered, as strace saw it. */
final class DurabilityBench implements Subject {

    private static final IngestWork WORK = new IngestWork("traced", "", Phantom.MR, 1, 5, Metric.IMAGES);

    private final Map<PeerKind, Durability> seen = new EnumMap<>(PeerKind.class);

    @Override
    public String name() {
        return "durability";
    }

    @Override
    public void run(Settings settings, Results results) throws IOException {
        if (Program.STRACE.path().isEmpty()) {
            System.err.println("MISSING: durability is not watched. Install it: apt-get install strace");
            return;
        }
        for (PeerKind kind :
                settings.of(DOZO_H2, DOZO_POSTGRESQL, ORTHANC_SQLITE, ORTHANC_POSTGRESQL, STORESCP, DCMQRSCP)) {
            Path folder = settings.scratch().resolve(name());
            try (Scratch scratch = Scratch.named(folder);
                    PeerGroup group = PeerGroup.start(List.of(kind), scratch.path(), settings, 9)) {
                Peer peer = group.peers().get(0);
                Generator.store(peer, WORK, WORK.images());
                SystemCallTrace trace =
                        SystemCallTrace.begin(peer, scratch.path().resolve("trace"));
                Generator.store(peer, WORK, WORK.images());
                Durability durability = Durability.of(
                        trace.end(), peer.target().port(), scratch.path().resolve(kind.key()));
                seen.put(kind, durability);
                results.add(
                        new Measurement(1, name(), kind, Metric.FORCES, (double) durability.forces() / WORK.images()));
                System.err.printf("%s: %s%n", kind.title(), durability);
            }
        }
    }

    @Override
    public String report(Results results) {
        MarkdownTable table = new MarkdownTable(
                List.of("Before Success", "something forced", "times for an image", "what", "TCP_NODELAY"));
        seen.forEach((kind, durability) -> table.row(
                kind.title(),
                durability.answersAfterForce() >= WORK.images()
                        ? "always"
                        : durability.answersAfterForce() == 0 ? "never" : "sometimes",
                String.format(Locale.ROOT, "%.1f", (double) durability.forces() / WORK.images()),
                String.join("; ", durability.what()),
                durability.noDelay() ? "yes" : "not seen"));
        return table.toString();
    }
}
