package dozo.admin.crash;

import java.util.Random;

/** What is done when a write found no space: the draft is removed, the sender refused, the next one taken up. */
enum FullDiskStep {
    DRAFT_NOT_REMOVED(CrashPoint.before("disk\\.delete:objects"), 2),
    DRAFT_REMOVED(CrashPoint.after("disk\\.delete:objects"), 3),
    ANY_CHANGE(CrashPoint.before(CrashPoint.ANY_CHANGE), 150);

    /** Some images fit, or none; or an image does and its line in the journal does not. */
    static final int ROOM_BYTES_MAX = 1_000_000;

    private final CrashPoint point;
    private final int countMax;

    FullDiskStep(CrashPoint point, int countMax) {
        this.point = point;
        this.countMax = countMax;
    }

    CrashPoint draw(Random random) {
        return point.at(1 + random.nextInt(countMax));
    }
}
