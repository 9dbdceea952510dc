package dozo.storage.volume;

import java.time.Duration;
import java.time.Instant;

/**
 * How many files are made at a time: twice as many as before while objects come quickly, one when they come singly. Receivers
 * that wait for each other arrive in another order than their objects, and the clock may be set back: it only matters how far
 * two moments lie apart. Not thread-safe.
 */
final class BlankPace {

    /** Most files made at a time: with more, forcing their directory is hardly a cost any more. */
    private static final int MOST = 16;

    /** After so many, each soon after the one before, objects count as coming quickly. */
    private static final int OFTEN = 8;

    /** What is used up within this time is made again soon. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private Instant madeAt = Instant.EPOCH;
    private int made = 1;
    private int inARow;

    /** How many are to be made now. */
    int next(Instant now) {
        return isSoon(now) && inARow >= OFTEN ? Math.min(MOST, 2 * made) : 1;
    }

    /** So many were made, or will be by somebody else. */
    void made(int count, Instant now) {
        inARow = isSoon(now) ? Math.min(OFTEN, inARow + 1) : 0;
        made = count;
        madeAt = now;
    }

    /** Whether so few of those made last are left that it is time to make more ahead; never while objects come singly. */
    boolean isLow(int left) {
        return made > 1 && left <= made / 2;
    }

    private boolean isSoon(Instant now) {
        return Duration.between(madeAt, now).abs().compareTo(SOON) < 0;
    }
}
