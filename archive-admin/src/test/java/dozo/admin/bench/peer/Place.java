package dozo.admin.bench.peer;

import java.nio.file.Path;

/**
 * Where a peer is started.
 *
 * @param folder its own; what it finds there from an earlier start it takes up again
 * @param distribution an unpacked distribution of Dozo
 * @param listenerPort where {@link #LISTENER}, its only destination for C-MOVE, listens
 */
public record Place(Path folder, Path distribution, int listenerPort) {

    /** AE title that calls the peers. */
    public static final String CALLING = "BENCH";

    /** AE title of the destination for C-MOVE. */
    public static final String LISTENER = "LISTENER";

    Path file(String name) {
        return folder.resolve(name);
    }
}
