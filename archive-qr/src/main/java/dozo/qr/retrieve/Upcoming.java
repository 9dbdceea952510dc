package dozo.qr.retrieve;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * An instance that is made ready while others are sent, by whichever thread comes first: one that helps, or the sender itself
 * when its turn comes before. So a sender never waits for helpers that are all busy. Thread-safe.
 */
final class Upcoming implements Runnable {

    private enum State {
        WAITING,
        BEGUN,
        DONE,
        ABANDONED
    }

    private final QueuedInstance instance;
    private final Supplier<Optional<Prepared>> preparation;
    private State state = State.WAITING;
    private Optional<Prepared> prepared = Optional.empty();

    /** @param preparation called once at most; empty when the instance cannot be sent */
    Upcoming(QueuedInstance instance, Supplier<Optional<Prepared>> preparation) {
        this.instance = instance;
        this.preparation = preparation;
    }

    QueuedInstance instance() {
        return instance;
    }

    /** Prepares the instance, unless that was begun before or is not wanted any more. */
    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        Optional<Prepared> result = Optional.empty();
        try {
            result = preparation.get();
        } finally {
            end(result);
        }
    }

    /**
     * Waits until it is prepared; does it itself when nobody has begun.
     *
     * @return the caller's to close; empty when the instance cannot be sent
     */
    Optional<Prepared> await() {
        run();
        return awaitEnd();
    }

    /** It will not be sent: frees what it holds, now or when the thread that prepares it has done so. */
    synchronized void abandon() {
        prepared.ifPresent(Prepared::close);
        prepared = Optional.empty();
        state = State.ABANDONED;
    }

    private synchronized boolean begin() {
        if (state != State.WAITING) {
            return false;
        }
        state = State.BEGUN;
        return true;
    }

    private synchronized void end(Optional<Prepared> result) {
        if (state == State.ABANDONED) {
            result.ifPresent(Prepared::close);
        } else {
            prepared = result;
            state = State.DONE;
        }
        notifyAll();
    }

    /** An interruption is for the caller to notice afterwards: what reads a disk comes to its end. */
    private synchronized Optional<Prepared> awaitEnd() {
        boolean interrupted = false;
        while (state == State.BEGUN) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Optional<Prepared> result = prepared;
        prepared = Optional.empty();
        return result;
    }
}
