package dozo.admin.bench;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.peer.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Peers that run side by side, each in its own folder, while one after another is measured. */
final class PeerGroup implements AutoCloseable {

    private final List<Peer> peers = new ArrayList<>();

    private PeerGroup() {}

    /** Starts them in folders of their names below {@code folder}. */
    static PeerGroup start(List<PeerKind> kinds, Path folder, Settings settings, int listenerPort) throws IOException {
        PeerGroup group = new PeerGroup();
        try {
            for (PeerKind kind : kinds) {
                Path own = Files.createDirectories(folder.resolve(kind.key()));
                group.peers.add(kind.start(new Place(own, settings.distribution(), listenerPort)));
            }
            return group;
        } catch (IOException | RuntimeException e) {
            group.close();
            throw e;
        }
    }

    List<Peer> peers() {
        return peers;
    }

    /** Stops all, the last started first. */
    @Override
    public void close() throws IOException {
        for (int i = peers.size() - 1; i >= 0; i--) {
            peers.get(i).close();
        }
    }
}
