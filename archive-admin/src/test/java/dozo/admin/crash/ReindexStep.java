package dozo.admin.crash;

import java.util.Random;

/** The named steps of building the index anew. */
enum ReindexStep {
    BEGUN(CrashPoint.after("index\\.rebuild"), 1),
    FILLING(CrashPoint.after("filling\\.addStored"), 8),
    NOT_FILLED(CrashPoint.before("filling\\.commit"), 1),
    FILLED(CrashPoint.after("filling\\.commit"), 1),
    SWITCH_BEGUN(CrashPoint.after("rebuild\\.beginSwitch"), 1),
    NOT_SWITCHED(CrashPoint.before("switch\\.commit"), 1),
    SWITCHED(CrashPoint.after("switch\\.commit"), 1);

    private final CrashPoint point;
    private final int countMax;

    ReindexStep(CrashPoint point, int countMax) {
        this.point = point;
        this.countMax = countMax;
    }

    CrashPoint draw(Random random) {
        return point.at(1 + random.nextInt(countMax));
    }
}
