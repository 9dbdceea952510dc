package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Work on an object that another thread does, and what came of it. Whoever had it begun waits for its end. Thread-safe. */
final class Errand implements Runnable {

    /** What is to be done. */
    interface Work {
        void run() throws OperatingFailure;
    }

    /** One that is over and did nothing. */
    static final Errand NONE = none();

    private final Work work;
    private final Runnable afterwards;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    /** @param afterwards done on the same thread before the errand counts as over */
    Errand(Work work, Runnable afterwards) {
        this.work = work;
        this.afterwards = afterwards;
    }

    private static Errand none() {
        Errand none = new Errand(() -> {}, () -> {});
        none.run();
        return none;
    }

    @Override
    public void run() {
        try {
            work.run();
        } catch (OperatingFailure | RuntimeException | Error e) {
            failure = e; // told to whoever waits
        } finally {
            afterwards.run();
            over.countDown();
        }
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Waits for its end, also when interrupted meanwhile. @throws OperatingFailure what the work failed with */
    void await() throws OperatingFailure {
        awaitEnd();
        Throwable thrown = failure;
        if (thrown instanceof OperatingFailure operating) {
            throw operating;
        } else if (thrown instanceof RuntimeException bug) {
            throw bug;
        } else if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Waits for its end, whatever came of it. */
    void awaitEnd() {
        boolean interrupted = false;
        while (!isOver()) {
            try {
                over.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
