package dozo.storage.integrity;

/**
 * How far a volume is from what its group holds. Immutable.
 *
 * @param volume its name
 * @param unreadSinceStart whether it was away when the archive started and its journals have not been read since, so that
 *     what only they tell is not in the index
 * @param objects how many objects of its group were compared since it came back
 * @param copied how many of them were copied onto it
 * @param copiedBytes bytes of these
 * @param lost how many have no good copy anywhere
 * @param problem why the last attempt ended, for the operator; empty when none failed
 */
public record VolumeLag(
        String volume,
        Step step,
        boolean unreadSinceStart,
        long objects,
        long copied,
        long copiedBytes,
        long lost,
        String problem) {

    /** What comes next. */
    public enum Step {
        /** The volume cannot be read. */
        AWAY,
        /** Its journals are completed, and what they tell is brought into the index. */
        JOURNALS,
        /** What it lacks is copied from its mirror. */
        COPIES,
        /** The same, as soon as it takes writes. */
        AWAITS_WRITES
    }
}
