package dozo.admin.archive;

import dozo.core.thread.OutOfThreadsException;
import dozo.core.thread.PoolThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is being closed, on a thread of its own: whoever stops goes on without it when it does not end, as the file of
 * an embedded database does not on a disk that no longer answers. Thread-safe.
 */
public final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private static final PoolThreads THREADS = new PoolThreads("stop-");

    private final String name;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    private Ending(String name, AutoCloseable resource) {
        this.name = name;
        this.thread = THREADS.newThread(() -> close(resource));
    }

    /** Begins to close it. @param name for the log */
    public static Ending begin(String name, AutoCloseable resource) {
        Ending ending = new Ending(name, resource);
        try {
            ending.thread.start();
        } catch (OutOfThreadsException e) {
            LOG.warn("{} is closed without a time limit: {}", name, e.getMessage());
            ending.close(resource);
        }
        return ending;
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.error("{} could not be closed in order", name, e);
        } finally {
            over.countDown();
        }
    }

    /** Waits for its end, so long at most. @return this */
    public Ending await(Duration limit) {
        try {
            over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    public boolean isOver() {
        return over.getCount() == 0;
    }

    /** What it is, and where it stands as long as it is not over. */
    @Override
    public String toString() {
        return PoolThreads.place(thread).map(place -> name + " at " + place).orElse(name);
    }
}
