package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One of the things that are done to every byte in a {@link DraftRing}, in order: by an idle thread that follows the bytes as they
 * arrive, or by the caller. Positions count from the first byte of the object. Not thread-safe, short of what an idle thread does.
 */
final class RingStage {

    /** What is done to a part of the ring. */
    interface Work {
        void take(ByteBuffer part) throws OperatingFailure;
    }

    private final IdleHands hands;
    private final ByteBuffer ring;
    private final Work work;
    private Errand follower = Errand.NONE;

    /** Guarded by this, as are the two below. */
    private boolean followed;

    private long done;
    private long next;

    /** @param ring whose position and limit nobody changes */
    RingStage(IdleHands hands, ByteBuffer ring, Work work) {
        this.hands = hands;
        this.ring = ring;
        this.work = work;
    }

    /** Where the bytes begin that nobody was given yet. */
    synchronized long next() {
        return next;
    }

    /** Where the bytes begin that are not done yet. */
    synchronized long done() {
        return done;
    }

    /** Has the thread that is at work go on up to {@code end}; false when none is. */
    synchronized boolean followUpTo(long end) {
        if (followed) {
            next = end;
        }
        return followed;
    }

    /**
     * Has an idle thread go on up to {@code end}, if need be one that is woken; false when there is none.
     *
     * @throws OperatingFailure when what was done by another before failed
     */
    boolean beginUpTo(long end) throws OperatingFailure {
        if (followUpTo(end)) {
            return true;
        }
        await();
        long from = next();
        give(true, end);
        Optional<Errand> errand = hands.begin(this::follow);
        errand.ifPresentOrElse(begun -> follower = begun, () -> give(false, from));
        return errand.isPresent();
    }

    private synchronized void give(boolean followed, long end) {
        this.followed = followed;
        next = end;
    }

    private void follow() throws OperatingFailure {
        long end = done();
        try {
            for (ByteBuffer part = partFrom(end); part.hasRemaining(); part = partFrom(end)) {
                end += part.remaining();
                work.take(part);
            }
        } finally {
            abandon();
        }
    }

    /** Also where that failed; nobody else begins before it is over. */
    private synchronized void abandon() {
        followed = false;
    }

    /** What to do next behind what is done by now; nothing when nobody follows any more. */
    private synchronized ByteBuffer partFrom(long position) {
        done = position;
        followed = position < next;
        return part(position, next);
    }

    /** Goes on up to {@code end} on this thread. Waits for who follows. */
    void goUpTo(long end) throws OperatingFailure {
        await();
        for (long from = done(); from < end; from = done()) {
            ByteBuffer part = part(from, end);
            goUpTo(from + part.remaining(), part);
        }
    }

    /** The same with these very bytes, which may lie elsewhere. */
    void goUpTo(long end, ByteBuffer bytes) throws OperatingFailure {
        await();
        work.take(bytes);
        synchronized (this) {
            done = end;
            next = end;
        }
    }

    /** Waits for who follows. @throws OperatingFailure when that failed */
    void await() throws OperatingFailure {
        follower.await();
    }

    /** Waits for who follows, whatever comes of it. */
    void awaitEnd() {
        follower.awaitEnd();
    }

    /** As much as lies in one piece. */
    private ByteBuffer part(long from, long end) {
        int index = (int) (from % ring.capacity());
        int length = (int) Math.min(end - from, ring.capacity() - index);
        return ring.duplicate().limit(index + length).position(index);
    }
}
