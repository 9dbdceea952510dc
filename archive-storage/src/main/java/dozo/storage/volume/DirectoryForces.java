package dozo.storage.volume;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forces directories for many writers at once: whoever asks while a force is running waits for the next, which one of them
 * carries out for all. Thread-safe.
 */
final class DirectoryForces {

    /** What was asked for before one of the askers began; each directory with what came of it. */
    private static final class Round {
        private final Map<String, IOException> failures = new LinkedHashMap<>();
        private boolean over;
    }

    private final Disk disk;
    private final ReentrantLock running = new ReentrantLock();
    private Round next = new Round();

    DirectoryForces(Disk disk) {
        this.disk = disk;
    }

    /** Makes the names that are in the directory now survive a power cut. */
    void force(String directory) throws IOException {
        Round round = join(directory);
        running.lock();
        try {
            if (!round.over) {
                begin(round);
                round.failures.replaceAll((name, none) -> outcome(name));
                round.over = true;
            }
        } finally {
            running.unlock();
        }
        IOException failure = round.failures.get(directory);
        if (failure != null) {
            // As it is: its type tells a full disk from a read-only one.
            throw failure;
        }
    }

    private synchronized Round join(String directory) {
        next.failures.put(directory, null);
        return next;
    }

    /** Nobody joins a round that has begun: its force may come too early for them. */
    private synchronized void begin(Round round) {
        if (next == round) {
            next = new Round();
        }
    }

    private IOException outcome(String directory) {
        try {
            disk.forceDirectory(directory);
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
