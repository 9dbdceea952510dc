package dozo.storage.commitment;

import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import java.util.List;

/**
 * What the archive reports by N-EVENT-REPORT (PS3.4 section J.3.3): each instance of the request stands in exactly one of
 * the two lists. Immutable.
 *
 * @param transactionUid of the request
 * @param committed instances whose stored bytes were read back and digest-tested
 * @param failed the others, each with its reason
 */
public record CommitmentResult(Uid transactionUid, List<CommitmentReference> committed, List<FailedReference> failed) {

    /** Event type: all instances are committed (PS3.4 section J.3.3.1.1). */
    public static final int EVENT_SUCCESSFUL = 1;

    /** Event type: at least one instance is not committed (PS3.4 section J.3.3.1.2). */
    public static final int EVENT_FAILURES_EXIST = 2;

    public CommitmentResult {
        committed = List.copyOf(committed);
        failed = List.copyOf(failed);
    }

    /** The Event Type ID that tells this result: {@value #EVENT_SUCCESSFUL} or {@value #EVENT_FAILURES_EXIST}. */
    public int eventTypeId() {
        return failed.isEmpty() ? EVENT_SUCCESSFUL : EVENT_FAILURES_EXIST;
    }
}
