package dozo.storage.integrity;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Memory in which objects are tested and from which they are then handed out, so that the disk is read and the digest taken
 * once. There is a fixed amount for the whole process (INV-8), lent in segments that are used again and again: new memory would
 * be cleared each time, and would push what others need out of the processor's caches. It lies outside the heap, so that the system
 * reads into it and sends from it without another copy. Thread-safe.
 */
final class ObjectMemory {

    /** What is read, digested and sent at once: large enough for the disk, small enough for the processor's caches. */
    static final int SEGMENT_BYTES = 128 * 1024;

    /** Longer objects are read twice: nobody should take most of the memory for one of them. */
    static final int OBJECT_BYTES_MAX = 16 * 1024 * 1024;

    private static final long BYTES_MAX = 64L * 1024 * 1024;

    /** It may be as large as this part of the heap. */
    private static final int HEAP_PART = 16;

    private static final ObjectMemory SHARED =
            new ObjectMemory((int) (Math.min(BYTES_MAX, Runtime.getRuntime().maxMemory() / HEAP_PART) / SEGMENT_BYTES));

    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private int unmade;

    /** @param segments most that are lent at a time; each is made when it is first needed */
    ObjectMemory(int segments) {
        this.unmade = segments;
    }

    /** That of the whole process: as much as a sixteenth of the heap, 64 MiB at most. */
    static ObjectMemory shared() {
        return SHARED;
    }

    /** Room for an object of this length; empty when it is too long, or others have the memory now. The caller closes it. */
    Optional<BytesInMemory> lend(long bytes) {
        if (bytes > OBJECT_BYTES_MAX) {
            return Optional.empty();
        }
        ByteBuffer[] segments = new ByteBuffer[(int) ((bytes + SEGMENT_BYTES - 1) / SEGMENT_BYTES)];
        return take(segments) ? Optional.of(new BytesInMemory(this, segments, (int) bytes)) : Optional.empty();
    }

    private synchronized boolean take(ByteBuffer[] segments) {
        if (free.size() + unmade < segments.length) {
            return false;
        }
        for (int i = 0; i < segments.length; i++) {
            // The one given back last is the one that is still in the caches.
            ByteBuffer segment = free.poll();
            if (segment == null) {
                segment = ByteBuffer.allocateDirect(SEGMENT_BYTES);
                unmade--;
            }
            segments[i] = segment;
        }
        return true;
    }

    /** Takes segments back, once. */
    synchronized void giveBack(ByteBuffer[] segments) {
        for (int i = segments.length - 1; i >= 0; i--) {
            free.push(segments[i]);
        }
    }
}
