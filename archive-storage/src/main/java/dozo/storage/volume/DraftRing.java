package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.nio.ByteBuffer;

/**
 * The bytes of a draft between the sender and the disk, in one lent buffer that is used as a ring (INV-8). They are digested
 * and written, each in order, beside the receiving wherever a thread is idle; else the receiver digests them as they come, and writes
 * when the ring is full. Not thread-safe; closing gives the buffer back.
 */
final class DraftRing implements AutoCloseable {

    /** Enough to be worth waking another thread: about 0.1 ms of SHA-256. */
    private static final int DIGESTED_BYTES = 128 << 10;

    /** What is written beside the receiving at a time: smaller writes take the disk nearly as long. */
    private static final int WRITTEN_BYTES = 512 << 10;

    /** So much must have come behind it: an object that is hardly longer goes to the disk in one write. */
    private static final int FOLLOWING_BYTES = 128 << 10;

    /** Its limit is where bytes stand that are still in use. */
    private final ByteBuffer ring = WriteBuffers.shared().take();

    private final IdleHands hands;
    private final RingStage digest;
    private final RingStage disk;
    private boolean closed;

    DraftRing(IdleHands hands, RingStage.Work digest, RingStage.Work disk) {
        this.hands = hands;
        hands.receiverCame();
        this.digest = new RingStage(hands, ring, digest);
        this.disk = new RingStage(hands, ring, disk);
    }

    /** @throws OperatingFailure when this or an earlier write failed; nothing more can be written then */
    void put(byte[] bytes, int offset, int length) throws OperatingFailure {
        for (int done = 0; done < length; ) {
            if (!ring.hasRemaining()) {
                makeRoom();
            }
            int count = Math.min(length - done, ring.remaining());
            ring.put(bytes, offset + done, count);
            digest(ByteBuffer.wrap(bytes, offset + done, count));
            done += count;
            write();
        }
    }

    /** Writes all there is, and waits until it is written, not until it is digested. Nothing can be put in any more. */
    void flush() throws OperatingFailure {
        int end = ring.position();
        if (digest.next() < end && !digest.beginUpTo(end)) {
            digest.goUpTo(end);
        }
        disk.goUpTo(end);
    }

    /** Waits until what was flushed is digested. */
    void awaitDigest() throws OperatingFailure {
        digest.await();
    }

    /** @param latest what was put in last; digested from where it came, since it is in the processor's cache there */
    private void digest(ByteBuffer latest) throws OperatingFailure {
        int end = ring.position();
        if (!digest.isIdle()) {
            return;
        }
        if (hands.outnumberReceivers()) {
            if (end - digest.next() >= DIGESTED_BYTES && !digest.beginUpTo(end)) {
                digest.goUpTo(end);
            }
        } else if (digest.next() == end - latest.remaining()) {
            digest.goUpTo(end, latest);
        } else {
            digest.goUpTo(end);
        }
    }

    private void write() throws OperatingFailure {
        int end = ring.position();
        if (end - disk.next() >= WRITTEN_BYTES + FOLLOWING_BYTES && disk.isIdle()) {
            disk.beginUpTo(disk.next() + WRITTEN_BYTES);
        }
    }

    private void makeRoom() throws OperatingFailure {
        int capacity = ring.capacity();
        if (ring.limit() == capacity) {
            finishLap(digest);
            finishLap(disk);
            ring.position(0).limit(Math.min(digest.wrap(), disk.wrap()));
        }
        if (!ring.hasRemaining()) {
            digest.await();
            disk.await();
            ring.limit(capacity);
        }
    }

    /** Beside the receiving only where that can go on meanwhile, at the ring's beginning. */
    private void finishLap(RingStage stage) throws OperatingFailure {
        int capacity = ring.capacity();
        if (stage.next() < capacity && !(stage.next() > 0 && stage.beginUpTo(capacity))) {
            stage.goUpTo(capacity);
        }
    }

    /** Waits for what is under way, whatever comes of it. */
    @Override
    public void close() {
        digest.awaitEnd();
        disk.awaitEnd();
        if (!closed) {
            closed = true;
            hands.receiverLeft();
            WriteBuffers.shared().giveBack(ring);
        }
    }
}
