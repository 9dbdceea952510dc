package dozo.core.encoding;

import dozo.core.value.ByteSize;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all data sets read from peers may take together, headers of objects and identifiers of requests alike
 * (INV-8). It is handed out in chunks, so that a header of usual size asks once. A peer may hold at most as much as is left free: alone it gets half of it all, beside another a third, and
 * whoever comes next always finds something, whatever the others hold. Thread-safe.
 */
public final class HeaderMemory {

    /** What a data set asks for at a time: the usual header of an image fits into one. */
    static final int CHUNK_BYTES = 32 << 10;

    private final ByteSize total;
    private final Duration wait;
    private final Map<String, Long> heldByPeer = new HashMap<>();
    private long held;

    /**
     * @param total for all data sets together; one can have half of it
     * @param wait how long a data set waits for others to let go of theirs
     */
    public HeaderMemory(ByteSize total, Duration wait) {
        this.total = total;
        this.wait = wait;
    }

    /**
     * The share of one data set, empty at first; the caller closes it when the data set is let go.
     *
     * @param peer whom it comes from, such as an address; data sets of one peer compete with each other
     */
    public Share open(String peer) {
        return new Share(peer);
    }

    /** What all data sets hold now. */
    public synchronized ByteSize held() {
        return ByteSize.ofBytes(held);
    }

    private long largestShare() {
        return total.bytes() / 2;
    }

    private synchronized void take(String peer, long bytes) throws MemoryShortageException, InterruptedIOException {
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        while (!fits(peer, bytes)) {
            long leftNanos = deadlineNanos - System.nanoTime();
            if (leftNanos <= 0) {
                throw new MemoryShortageException(
                        "no memory for a data set within " + wait.toMillis() + " ms: all hold "
                                + ByteSize.ofBytes(held) + " of " + total + ", those of this peer "
                                + ByteSize.ofBytes(heldByPeer.getOrDefault(peer, 0L)));
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for memory for a data set");
            }
        }
        held += bytes;
        heldByPeer.merge(peer, bytes, Long::sum);
    }

    private boolean fits(String peer, long bytes) {
        long free = total.bytes() - held - bytes;
        return heldByPeer.getOrDefault(peer, 0L) + bytes <= free;
    }

    private synchronized void giveBack(String peer, long bytes) {
        held -= bytes;
        heldByPeer.computeIfPresent(peer, (key, before) -> before == bytes ? null : before - bytes);
        notifyAll();
    }

    /** What one data set holds. Not thread-safe: who hands it to another thread does not use it any more. */
    public final class Share implements Allowance, AutoCloseable {

        private final String peer;
        private long taken;
        private long used;

        private Share(String peer) {
            this.peer = peer;
        }

        @Override
        public void charge(long bytes) throws IOException {
            used += bytes;
            if (used > taken) {
                grow();
            }
        }

        private void grow() throws IOException {
            if (used > largestShare()) {
                throw DecodingException.limit("a data set that takes more than " + ByteSize.ofBytes(largestShare())
                        + " of memory, half of what all together may take");
            }
            long chunks = (used - taken + CHUNK_BYTES - 1) / CHUNK_BYTES;
            long more = Math.min(chunks * CHUNK_BYTES, largestShare() - taken);
            take(peer, more);
            taken += more;
        }

        /** Gives everything back. May be called again. */
        @Override
        public void close() {
            if (taken > 0) {
                giveBack(peer, taken);
                taken = 0;
                used = 0;
            }
        }
    }
}
