package dozo.admin.crash;

import java.util.Random;

/** What is done at a start behind a crash, before the first association is accepted. */
enum StartStep {
    JOURNAL_OPENED_FOR_COMPLETION(CrashPoint.after("disk\\.append:journal"), 1),
    JOURNAL_HALF_COMPLETED(CrashPoint.half("file\\.write:journal"), 1),
    JOURNAL_COMPLETED(CrashPoint.after("file\\.force:journal"), 1),
    RECONCILING(CrashPoint.after("index\\.begin"), 1),
    OBJECTS_READ(CrashPoint.before("channel\\.read:objects"), 1),
    FACTS_APPLIED(CrashPoint.after("batch\\.addStored"), 1),
    NOT_RECONCILED(CrashPoint.before("batch\\.commit"), 1),
    RECONCILED(CrashPoint.after("batch\\.commit"), 1);

    /** The journal is on the primary and not yet on the mirror; its first write is its header, on both. */
    private static final CrashPoint JOURNAL_ON_ONE_VOLUME = CrashPoint.after("file\\.write:journal");

    private static final int FIRST_GROUP_ON_PRIMARY = 3;
    private static final int WRITES_PER_GROUP = 2;

    private final CrashPoint point;
    private final int countMax;

    StartStep(CrashPoint point, int countMax) {
        this.point = point;
        this.countMax = countMax;
    }

    /** Whether there is something to do; the mirror's journal may happen to be as long as the primary's. */
    boolean isCertain() {
        return compareTo(JOURNAL_COMPLETED) > 0;
    }

    CrashPoint draw(Random random) {
        return point.at(1 + random.nextInt(countMax));
    }

    /** A death that leaves such a start something to do. */
    static CrashPoint before(Random random) {
        return JOURNAL_ON_ONE_VOLUME.at(FIRST_GROUP_ON_PRIMARY + WRITES_PER_GROUP * random.nextInt(2));
    }
}
