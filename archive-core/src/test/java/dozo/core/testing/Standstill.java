package dozo.core.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the thread that passes it until it is let go, and knows whether it was interrupted meanwhile. For one thread. */
public final class Standstill {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Thread thread;
    private volatile boolean interrupted;

    /** To be called where the thread shall stand. */
    public void pass() {
        thread = Thread.currentThread();
        reached.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        interrupted = Thread.currentThread().isInterrupted();
    }

    /** Waits until a thread stands here. @throws AssertionError when none comes */
    public void awaitReached() throws InterruptedException {
        if (!reached.await(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody has come here");
        }
    }

    /** Whether the thread was interrupted while it stood here. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    /** The thread that stands, or stood, here. */
    public Thread thread() {
        return thread;
    }

    /** Lets the thread go. */
    public void letGo() {
        over.countDown();
    }
}
