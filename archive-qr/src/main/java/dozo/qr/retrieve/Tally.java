package dozo.qr.retrieve;

import dozo.core.dimse.SubOperations;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the outcomes of sub-operations and remembers which instances failed. Safe for the threads of several associations;
 * a snapshot always adds up.
 */
final class Tally {

    /**
     * Longest Failed SOP Instance UID List in bytes: in an explicit transfer syntax a UI value has a length of 16 bits (PS3.5
     * section 7.1.2). Beyond it instances are still counted, no longer listed.
     */
    static final int MAX_FAILED_LIST_BYTES = 65_534;

    private final List<Uid> failedInstances = new ArrayList<>();
    private int failedListBytes;
    private int remaining;
    private int completed;
    private int failed;
    private int warning;

    /** @param total how many instances were selected */
    Tally(int total) {
        this.remaining = total;
    }

    synchronized void completed() {
        takeOne();
        completed++;
    }

    synchronized void warned() {
        takeOne();
        warning++;
    }

    synchronized void failed(Uid sopInstanceUid) {
        takeOne();
        failed++;
        int bytes = sopInstanceUid.value().length() + 1;
        if (failedListBytes + bytes <= MAX_FAILED_LIST_BYTES) {
            failedListBytes += bytes;
            failedInstances.add(sopInstanceUid);
        }
    }

    synchronized SubOperations counts() {
        return new SubOperations(remaining, completed, failed, warning);
    }

    /** The instances that failed, in the order in which they did; as many as fit the list. A copy. */
    synchronized List<Uid> failedInstances() {
        return List.copyOf(failedInstances);
    }

    private void takeOne() {
        if (remaining == 0) {
            throw new IllegalStateException("more outcomes than sub-operations");
        }
        remaining--;
    }
}
