package dozo.qr.turn;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets so many requests run at once; more wait for some time, in the order in which they came. One calling AE runs at most half
 * of them, so whoever asks for very much at a time holds up only itself (INV-8): others pass it in the line. Thread-safe.
 */
public final class Turnstile {

    /** Shorter than requestors usually wait for an answer. */
    public static final Duration WAIT_MAX = Duration.ofSeconds(20);

    /** How often those who wait are looked at: nothing tells of a cancellation or of a lost association. */
    private static final Duration GIVEN_UP_CHECK = Duration.ofMillis(50);

    private final int places;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Request> line = new ArrayDeque<>();
    private final Map<AeTitle, Integer> running = new HashMap<>();
    private int taken;

    /**
     * @param places how many run at once, at least one
     * @param clock measures how long a request has waited
     */
    public Turnstile(int places, InstantSource clock) {
        this.places = places;
        this.clock = clock;
    }

    /** The right to run, given back on close; closing again does nothing. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** How many requests of one calling AE run at once when there are {@code places} in all. */
    public static int share(int places) {
        return (places + 1) / 2;
    }

    /**
     * Waits for a turn.
     *
     * @param isGivenUp whether the requestor wants none any more; asked while waiting
     * @return empty when it was given up, or the thread was interrupted, and stays so
     * @throws OperatingFailure {@code TOO_BUSY} when no turn came within {@link #WAIT_MAX}
     */
    public Optional<Turn> await(AeTitle caller, BooleanSupplier isGivenUp) throws OperatingFailure {
        Request request = new Request(caller);
        Instant deadline = clock.instant().plus(WAIT_MAX);
        lock.lock();
        try {
            line.add(request);
            admit();
            while (!request.admitted) {
                if (isGivenUp.getAsBoolean()) {
                    return Optional.empty();
                }
                if (clock.instant().isAfter(deadline)) {
                    throw new OperatingFailure(
                            FailureCode.TOO_BUSY,
                            taken + " of at most " + places + " requests of its kind are running, "
                                    + running.getOrDefault(caller, 0) + " of this AE; one more waited in vain.");
                }
                changed.await(GIVEN_UP_CHECK.toMillis(), TimeUnit.MILLISECONDS);
            }
            return Optional.of(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            request.close();
            return Optional.empty();
        } finally {
            line.remove(request);
            lock.unlock();
        }
    }

    /** How many wait at this moment. */
    int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    /** Gives free places to the first in the line who are below their share. */
    private void admit() {
        for (Iterator<Request> next = line.iterator(); taken < places && next.hasNext(); ) {
            Request request = next.next();
            if (running.getOrDefault(request.caller, 0) < share(places)) {
                next.remove();
                taken++;
                running.merge(request.caller, 1, Integer::sum);
                request.admitted = true;
            }
        }
        changed.signalAll();
    }

    private final class Request implements Turn {

        private final AeTitle caller;
        private boolean admitted;

        Request(AeTitle caller) {
            this.caller = caller;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (admitted) {
                    admitted = false;
                    taken--;
                    running.computeIfPresent(caller, (title, count) -> count == 1 ? null : count - 1);
                    admit();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
