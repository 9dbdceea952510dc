package dozo.qr.retrieve;

import dozo.core.dimse.SubOperations;
import dozo.core.value.Uid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What the senders of one retrieval report to the thread that answers its requestor, and what that thread tells them: to stop.
 * Thread-safe.
 */
final class RetrieveProgress {

    private final Tally tally;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final BooleanSupplier cancelAsked;
    private int workers;
    private boolean cancelled;

    /** @param cancelAsked whether the requestor has cancelled, or is gone */
    RetrieveProgress(Tally tally, BooleanSupplier cancelAsked) {
        this.tally = tally;
        this.cancelAsked = cancelAsked;
    }

    void record(Uid sopInstanceUid, SendOutcome outcome) {
        switch (outcome) {
            case STORED -> tally.completed();
            case STORED_WITH_WARNING -> tally.warned();
            case FAILED -> tally.failed(sopInstanceUid);
        }
        signal();
    }

    SubOperations counts() {
        return tally.counts();
    }

    List<Uid> failedInstances() {
        return tally.failedInstances();
    }

    void workersStarted(int count) {
        lock.lock();
        try {
            workers += count;
        } finally {
            lock.unlock();
        }
    }

    void workerEnded() {
        lock.lock();
        try {
            workers--;
            changed.signalAll();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isWorking() {
        lock.lock();
        try {
            return workers > 0;
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        lock.lock();
        try {
            cancelled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is to stop; once so, always so. */
    boolean isCancelled() {
        lock.lock();
        try {
            cancelled |= cancelAsked.getAsBoolean();
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something has changed since {@code known} was read, no sender works any more, or {@code limit} has passed. */
    void awaitChange(SubOperations known, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (left > 0 && workers > 0 && tally.counts().equals(known)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no sender works any more, or {@code limit} has passed. */
    void awaitEnd(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (left > 0 && workers > 0) {
                left = ended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for {@code delay}. @return false as soon as the retrieval is cancelled, or the thread interrupted */
    boolean pause(Duration delay) {
        long left = delay.toNanos();
        lock.lock();
        try {
            while (left > 0 && !cancelled) {
                left = changed.awaitNanos(left);
            }
            return !cancelled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
