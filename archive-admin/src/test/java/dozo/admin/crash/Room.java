package dozo.admin.crash;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes the disks still take. Thread-safe. */
final class Room {

    private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);

    void limit(long bytes) {
        bytesLeft.set(bytes);
    }

    /** Takes up to this much. @return how much there was */
    long take(long bytes) {
        long before = bytesLeft.getAndUpdate(left -> left - Math.min(left, bytes));
        return Math.min(before, bytes);
    }
}
