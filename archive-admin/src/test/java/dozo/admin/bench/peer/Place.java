package dozo.admin.bench.peer;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a peer is started.
 *
 * @param folder its own; what it finds there from an earlier start it takes up again
 * @param distribution an unpacked distribution of Dozo
 * @param listenerPort where {@link #LISTENER}, its only destination for C-MOVE, listens
 * @param environment what its server finds in its environment beside what is there
 */
public record Place(Path folder, Path distribution, int listenerPort, Map<String, String> environment) {

    /** AE title that calls the peers. */
    public static final String CALLING = "BENCH";

    /** AE title of the destination for C-MOVE. */
    public static final String LISTENER = "LISTENER";

    /** Port for {@link #listenerPort} where nothing is retrieved: nobody listens there. */
    public static final int NOBODY = 9;

    /** Where the environment is as it is. */
    public Place(Path folder, Path distribution, int listenerPort) {
        this(folder, distribution, listenerPort, Map.of());
    }

    /** The same with this environment. */
    public Place withEnvironment(Map<String, String> other) {
        return new Place(folder, distribution, listenerPort, Map.copyOf(other));
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
