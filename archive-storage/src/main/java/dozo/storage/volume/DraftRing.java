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

    /** The last bytes are worth it sooner: beside their digest they are written and forced. */
    private static final int LAST_DIGESTED_BYTES = 16 << 10;

    /** What is written beside the receiving at a time: smaller writes take the disk nearly as long. */
    private static final int WRITTEN_BYTES = 512 << 10;

    /** So much must have come behind it: an object that is hardly longer goes to the disk in one write. */
    private static final int FOLLOWING_BYTES = 128 << 10;

    private final ByteBuffer ring = WriteBuffers.shared().take();
    private final IdleHands hands;
    private final RingStage digest;
    private final RingStage disk;

    /** How many bytes were put in. */
    private long end;
    /** Up to where there was room for more when that was last looked at. */
    private long limit = ring.capacity();

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
            if (end == limit) {
                makeRoom();
            }
            int index = (int) (end % ring.capacity());
            int count = (int) Math.min(Math.min(length - done, limit - end), ring.capacity() - index);
            ring.put(index, bytes, offset + done, count);
            end += count;
            digest(ByteBuffer.wrap(bytes, offset + done, count));
            done += count;
            write();
        }
    }

    /** Writes all there is, and waits until it is written, not until it is digested. Nothing can be put in any more. */
    void flush() throws OperatingFailure {
        boolean isWorthWaking = end - digest.next() >= LAST_DIGESTED_BYTES;
        if (!digest.followUpTo(end) && !(isWorthWaking && digest.beginUpTo(end))) {
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
        if (digest.followUpTo(end)) {
            return;
        }
        long waiting = end - digest.next();
        if (!hands.outnumberReceivers()) {
            if (waiting == latest.remaining()) {
                digest.goUpTo(end, latest);
            } else {
                digest.goUpTo(end);
            }
        } else if (waiting >= DIGESTED_BYTES && !digest.beginUpTo(end)) {
            digest.goUpTo(end);
        }
    }

    private void write() throws OperatingFailure {
        if (end - disk.next() >= WRITTEN_BYTES + FOLLOWING_BYTES) {
            disk.beginUpTo(disk.next() + WRITTEN_BYTES);
        }
    }

    private void makeRoom() throws OperatingFailure {
        if (room() == end) {
            finish(digest);
            finish(disk);
        }
        limit = room();
    }

    private long room() {
        return Math.min(digest.done(), disk.done()) + ring.capacity();
    }

    /**
     * Has the bytes done that fill the ring, beside the receiving where that can go on meanwhile. A stage that leaves room is let
     * alone: only where the disk itself is behind does the ring end with a whole block.
     */
    private void finish(RingStage stage) throws OperatingFailure {
        long oldest = end - ring.capacity();
        if (stage.done() > oldest) {
            return;
        }
        stage.await();
        if (stage.next() < end && !(stage.done() > oldest && stage.beginUpTo(end))) {
            stage.goUpTo(end);
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
