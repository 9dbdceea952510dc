package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One of the things that are done to every byte in a {@link DraftRing}, in order and one part at a time: by an idle thread while more
 * bytes arrive, or by the caller. Not thread-safe, short of what an idle thread does.
 */
final class RingStage {

    /** What is done to a part of the ring. */
    interface Work {
        void take(ByteBuffer part) throws OperatingFailure;
    }

    private final IdleHands hands;
    private final ByteBuffer ring;
    private final Work work;
    private Errand underWay = Errand.NONE;
    private int underWayFrom;
    private int next;

    RingStage(IdleHands hands, ByteBuffer ring, Work work) {
        this.hands = hands;
        this.ring = ring;
        this.work = work;
    }

    /** Where the bytes begin for which nothing was begun yet. */
    int next() {
        return next;
    }

    boolean isIdle() {
        return underWay.isOver();
    }

    /** Has an idle thread go on up to {@code end}; false when there is none. Waits for the part before. */
    boolean beginUpTo(int end) throws OperatingFailure {
        await();
        ByteBuffer part = part(end);
        Optional<Errand> errand = hands.begin(() -> work.take(part));
        if (errand.isPresent()) {
            underWay = errand.get();
            underWayFrom = next;
            next = end;
        }
        return errand.isPresent();
    }

    /** Goes on up to {@code end} on this thread. Waits for the part before. */
    void goUpTo(int end) throws OperatingFailure {
        goUpTo(end, part(end));
    }

    /** The same with these very bytes, which may lie elsewhere. */
    void goUpTo(int end, ByteBuffer bytes) throws OperatingFailure {
        await();
        work.take(bytes);
        next = end;
    }

    /** The ring goes on at its beginning. @return up to where its bytes are not in use */
    int wrap() {
        next = 0;
        return isIdle() ? ring.capacity() : underWayFrom;
    }

    /** Waits for what was begun. @throws OperatingFailure when it failed */
    void await() throws OperatingFailure {
        underWay.await();
    }

    /** Waits for what was begun, whatever comes of it. */
    void awaitEnd() {
        underWay.awaitEnd();
    }

    private ByteBuffer part(int end) {
        return ring.duplicate().limit(end).position(next);
    }
}
