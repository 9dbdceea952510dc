package dozo.admin.crash;

import java.util.Random;

/** The named steps of Storage Commitment (PS3.4 Annex J), from the request to the delivered report. */
enum CommitmentStep {
    REQUEST_NOT_RECORDED(CrashPoint.before("commitments\\.add"), 1),
    REQUEST_RECORDED(CrashPoint.after("commitments\\.add"), 1),
    DIGESTING(CrashPoint.before("channel\\.read:objects"), 6),
    DIGESTED(CrashPoint.after("channel\\.close:objects"), 6),
    /** The peer does not listen: the report could not be sent. */
    REPORT_NOT_SENT(CrashPoint.after("commitments\\.postpone"), 1),
    /** The peer has the report, and does not answer before the archive dies. */
    REPORT_SENT(null, 0),
    REPORT_ANSWERED(CrashPoint.before("commitments\\.remove"), 1),
    REPORT_DELIVERED(CrashPoint.after("commitments\\.remove"), 1);

    private final CrashPoint point;
    private final int countMax;

    CommitmentStep(CrashPoint point, int countMax) {
        this.point = point;
        this.countMax = countMax;
    }

    /** Whether the peer listens for its report before the archive comes back. */
    boolean isListenedTo() {
        return this != REPORT_NOT_SENT;
    }

    /** Has the archive die at this step. */
    void prepare(CrashSite site, Random random) throws InterruptedException {
        if (point == null) {
            site.tell("killed at " + this);
            site.commitmentScu().beforeAnswer(site.server()::kill);
        } else {
            site.arm(point.at(1 + random.nextInt(countMax)));
        }
    }
}
