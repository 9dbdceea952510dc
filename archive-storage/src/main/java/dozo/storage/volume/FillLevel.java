package dozo.storage.volume;

/** Whether a volume counts as full, with the memory that {@link WaterMarks} asks for. Thread-safe. */
final class FillLevel {

    private final WaterMarks marks;
    private boolean full;

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

    /** A write found no space, whatever the figures say. */
    synchronized void wroteInVain() {
        full = true;
    }
}
