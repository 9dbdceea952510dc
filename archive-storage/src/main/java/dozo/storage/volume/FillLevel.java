package dozo.storage.volume;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a volume counts as full, with the memory that {@link WaterMarks} asks for. Thread-safe. */
final class FillLevel {

    /** How long a volume is passed over, where another one can be taken, before its room is tried again. */
    private static final Duration DOUBT = Duration.ofMinutes(1);

    private final WaterMarks marks;
    private boolean full;
    private boolean doubted;
    private @Nullable Instant nextTrial;

    FillLevel(WaterMarks marks) {
        this.marks = marks;
    }

    /** Takes note of the usage. @return whether the volume counts as full now */
    synchronized boolean observe(VolumeUsage usage) {
        double used = usage.usedPercent();
        if (used >= marks.highPercent()) {
            full = true;
        } else if (used < marks.lowPercent()) {
            full = false;
        }
        return full;
    }

    /** A write found no space, whatever the figures say: a quota, no more inodes, a thin pool. */
    synchronized void wroteInVain() {
        full = true;
        doubted = true;
        nextTrial = null;
    }

    /** Whether a write found no space, and no trial has found any since. */
    synchronized boolean isDoubted() {
        return doubted;
    }

    /** Whether the caller shall try now if there is room; no other caller will for some time. A clock set back delays nothing. */
    synchronized boolean isTrialDue(Instant now) {
        boolean due =
                doubted && nextTrial != null && (!now.isBefore(nextTrial) || now.isBefore(nextTrial.minus(DOUBT)));
        if (doubted && (due || nextTrial == null)) {
            nextTrial = now.plus(DOUBT);
        }
        return due;
    }

    /** A trial found room. */
    synchronized void trust() {
        doubted = false;
    }
}
