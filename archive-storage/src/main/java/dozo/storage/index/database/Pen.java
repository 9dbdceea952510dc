package dozo.storage.index.database;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Held by whoever changes an embedded database, and by whoever saves it. H2 saves one table behind the other, and what another
 * thread changes meanwhile is saved in part: a process killed then finds rows without their counts, or a journal's position
 * without the images before it, and cannot tell (its issue 2080). So only one thread changes it at a time; a transaction may be open
 * while nobody holds the pen, since what is uncommitted is undone as a whole. A server needs no pen: taking it costs nothing
 * there, and keeps nobody. Thread-safe; taken again by its holder at will.
 */
public final class Pen {

    private final @Nullable ReentrantLock lock;
    private long strokes;

    Pen(Vendor vendor) {
        this.lock = vendor.isSavedByUs() ? new ReentrantLock(true) : null;
    }

    /** From the first change to the last: closed by the thread that took the pen, before it waits for anything else. */
    public interface Stroke extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for whoever holds the pen, in turn. */
    public Stroke take() {
        if (lock == null) {
            return () -> {};
        }
        lock.lock();
        strokes++;
        return lock::unlock;
    }

    /** How often it was taken, for whoever holds it. */
    long strokes() {
        return strokes;
    }
}
