package dozo.qr.retrieve;

import dozo.core.association.Association;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The associations over which one retrieval sends, so that a destination that hangs cannot hold up a cancellation. Thread-safe. */
final class OpenLinks {

    private final Set<Association> open = ConcurrentHashMap.newKeySet();
    private volatile boolean aborted;

    /** Takes note of an association; aborts it at once when all were aborted before. */
    void add(Association association) {
        open.add(association);
        if (aborted) {
            association.abort();
        }
    }

    void remove(Association association) {
        open.remove(association);
    }

    void abortAll() {
        aborted = true;
        open.forEach(Association::abort);
    }
}
