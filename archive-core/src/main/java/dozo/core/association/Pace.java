package dozo.core.association;

import dozo.core.value.ByteSize;
import java.time.Duration;

/**
 * Whether a message gets on. The time-outs of PS3.8 section 9.1.5 and of a PDU bound a single wait, so that a peer which sends
 * its message in PDUs of one byte, each in time, would hold its association for ever. Only time spent waiting for the peer
 * counts. Used by one thread.
 */
final class Pace {

    /** What must come while a message is waited for as long as the request time-out: 273 bytes a second in 60 seconds. */
    static final ByteSize PROGRESS_MIN = ByteSize.ofKibibytes(16);

    /** No single wait fills a round: it has its own time-out, and a machine may have stood still over it. */
    private static final int WAITS_PER_ROUND_MIN = 2;

    private final long roundNanos;
    private long waitedNanos;
    private long bytes;

    /** @param round the request time-out */
    Pace(Duration round) {
        this.roundNanos = round.toNanos();
    }

    /** A message begins. */
    void begin() {
        waitedNanos = 0;
        bytes = 0;
    }

    /** Counts a PDU of the message. @return whether the message has come too slowly for too long */
    boolean isTooSlow(long waitNanos, int pduBytes) {
        waitedNanos += Math.min(waitNanos, roundNanos / WAITS_PER_ROUND_MIN);
        bytes += pduBytes;
        if (waitedNanos < roundNanos) {
            return false;
        }
        boolean slow = bytes < PROGRESS_MIN.bytes();
        begin();
        return slow;
    }
}
