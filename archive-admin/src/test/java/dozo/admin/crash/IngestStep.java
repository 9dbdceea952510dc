package dozo.admin.crash;

import java.util.Random;

/** The named steps of storing an image; which of them comes before which is the archive's affair. */
enum IngestStep {
    DRAFT_CREATED(CrashPoint.after("disk\\.create:objects"), 6),
    BYTES_HALF_WRITTEN(CrashPoint.half("file\\.write:objects"), 9),
    BYTES_FORCED(CrashPoint.after("file\\.force:objects"), 6),
    DIRECTORY_FORCED(CrashPoint.after("disk\\.forceDirectory:objects.*"), 4),
    JOURNAL_HALF_APPENDED(CrashPoint.half("file\\.write:journal"), 6),
    JOURNAL_APPENDED(CrashPoint.after("file\\.write:journal"), 6),
    JOURNAL_FORCED(CrashPoint.after("file\\.force:journal"), 6),
    INDEX_WRITTEN(CrashPoint.after("batch\\.write"), 3),
    INDEX_NOT_COMMITTED(CrashPoint.before("batch\\.commit"), 3),
    INDEX_COMMITTED(CrashPoint.after("batch\\.commit"), 3),
    ANY_CHANGE(CrashPoint.before(CrashPoint.ANY_CHANGE), 120),
    ANY_CHANGE_DONE(CrashPoint.after(CrashPoint.ANY_CHANGE), 120);

    private final CrashPoint point;
    private final int countMax;

    IngestStep(CrashPoint point, int countMax) {
        this.point = point;
        this.countMax = countMax;
    }

    /** At one of the first times that it is done. */
    CrashPoint draw(Random random) {
        return point.at(1 + random.nextInt(countMax));
    }
}
