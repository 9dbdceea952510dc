package dozo.admin.bench;

import dozo.admin.bench.peer.PeerKind;
import java.nio.file.Path;
import java.util.List;

/**
 * How a run is made.
 *
 * @param rounds in each of which every peer does everything once
 * @param quick whether to do an eighth of the work: for a look, not for figures to publish
 * @param peers those wanted and installed
 * @param works only these; empty for all
 * @param distribution an unpacked distribution of Dozo
 * @param scratch a folder that is removed at the end
 * @param cache a folder that stays, for what takes long to make
 */
record Settings(
        int rounds,
        boolean quick,
        List<PeerKind> peers,
        List<String> works,
        Path distribution,
        Path scratch,
        Path cache) {

    private static final int QUICK = 8;

    Settings {
        peers = List.copyOf(peers);
        works = List.copyOf(works);
    }

    /** So many, or fewer where it should be quick. */
    int scaled(int count) {
        return quick ? Math.max(1, count / QUICK) : count;
    }

    boolean wants(String work) {
        return works.isEmpty() || works.contains(work);
    }

    /** Of {@code kinds}, those that take part. */
    List<PeerKind> of(PeerKind... kinds) {
        return List.of(kinds).stream().filter(peers::contains).toList();
    }
}
