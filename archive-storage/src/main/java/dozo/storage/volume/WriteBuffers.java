package dozo.storage.volume;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers that objects are gathered in on their way to the disk: outside the heap and aligned, so that a disk may take them
 * as they are. A few large ones are kept and lent in turn; whoever comes when all are out gets a small one of its own, so
 * that many senders at once cost little memory each (INV-8). Thread-safe.
 */
final class WriteBuffers {

    /** What a large buffer holds: most single images go to the disk in one write. */
    static final int LARGE_BYTES = 1 << 20;

    /** What a small buffer holds. */
    static final int SMALL_BYTES = 128 << 10;

    /** Most large buffers: with as many associations sending at once, writes are many and large enough as it is. */
    private static final int LARGE_BUFFERS = 32;

    private static final WriteBuffers SHARED = new WriteBuffers();

    private final Deque<ByteBuffer> large = new ArrayDeque<>();
    private final Deque<ByteBuffer> small = new ArrayDeque<>();
    private int largeMade;

    private WriteBuffers() {}

    /** Of the whole process. */
    static WriteBuffers shared() {
        return SHARED;
    }

    /** An empty buffer, to be given back once and then no longer used. */
    synchronized ByteBuffer take() {
        if (!large.isEmpty()) {
            return large.pop();
        }
        if (largeMade < LARGE_BUFFERS) {
            largeMade++;
            return aligned(LARGE_BYTES);
        }
        return small.isEmpty() ? aligned(SMALL_BYTES) : small.pop();
    }

    synchronized void giveBack(ByteBuffer buffer) {
        buffer.clear();
        (buffer.capacity() == LARGE_BYTES ? large : small).push(buffer);
    }

    private static ByteBuffer aligned(int bytes) {
        return ByteBuffer.allocateDirect(bytes + NioDisk.BLOCK_BYTES)
                .alignedSlice(NioDisk.BLOCK_BYTES)
                .slice(0, bytes);
    }
}
