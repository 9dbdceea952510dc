package dozo.storage.testing;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a {@link MemoryIndex} is told to fail at; nothing at first. Thread-safe. */
public final class IndexFaults {

    /** Where a commit breaks off. */
    public enum Break {
        BEFORE_COMMIT,
        /** The commit is done, and its answer is lost. */
        AFTER_COMMIT
    }

    private Optional<FailureCode> failingBegin = Optional.empty();
    private Optional<Break> breaking = Optional.empty();
    private Optional<CountDownLatch> hold = Optional.empty();
    private int commitsUntilFailure = Integer.MAX_VALUE;

    /** From now on no transaction begins. */
    public synchronized void failToBegin(FailureCode code) {
        failingBegin = Optional.of(code);
    }

    /** The next {@code commits} succeed, every later one fails as if the database were gone. */
    public synchronized void failAfter(int commits) {
        commitsUntilFailure = commits;
    }

    /** The next commit breaks off. */
    public synchronized void breakNextCommit(Break where) {
        breaking = Optional.of(where);
    }

    /** Transactions wait when they begin, until the latch is open. */
    public synchronized void hold(CountDownLatch latch) {
        hold = Optional.of(latch);
    }

    /** Lets go whoever is held. */
    public synchronized void letGo() {
        hold.ifPresent(CountDownLatch::countDown);
    }

    /** From now on nothing fails. */
    public synchronized void heal() {
        failingBegin = Optional.empty();
        breaking = Optional.empty();
        commitsUntilFailure = Integer.MAX_VALUE;
    }

    void atBegin() throws OperatingFailure {
        Optional<CountDownLatch> latch;
        synchronized (this) {
            latch = hold;
        }
        if (latch.isPresent()) {
            await(latch.get());
        }
        synchronized (this) {
            if (failingBegin.isPresent()) {
                throw new OperatingFailure(failingBegin.get(), "told to fail");
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(Patience.SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the latch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    synchronized void beforeCommit() throws OperatingFailure {
        if (commitsUntilFailure == 0) {
            throw new OperatingFailure(FailureCode.INDEX_UNAVAILABLE, "the fake database is gone");
        }
        commitsUntilFailure--;
        breakIf(Break.BEFORE_COMMIT);
    }

    synchronized void afterCommit() throws OperatingFailure {
        breakIf(Break.AFTER_COMMIT);
    }

    private void breakIf(Break here) throws OperatingFailure {
        if (breaking.equals(Optional.of(here))) {
            breaking = Optional.empty();
            throw new OperatingFailure(FailureCode.INDEX_UNAVAILABLE, "told to break " + here);
        }
    }
}
