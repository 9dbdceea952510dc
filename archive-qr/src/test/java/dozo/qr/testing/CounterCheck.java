package dozo.qr.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Response;
import dozo.core.dimse.SubOperations;
import java.util.Set;

/** What must hold of the counters in the answers to a retrieval, however it ends. */
public final class CounterCheck {

    private CounterCheck() {}

    /** Each pending answer counts all instances, none goes back, and the final one has no remaining unless it was cancelled. */
    public static void assertCountersAddUp(Scu.Answers answers) {
        int total = sum(answers.last().command().subOperations());
        int before = Integer.MAX_VALUE;
        for (Response pending : answers.pending()) {
            SubOperations counts = pending.command().subOperations();
            assertEquals(DimseStatus.PENDING, pending.status());
            assertEquals(total, sum(counts));
            assertTrue(counts.remaining() <= before && counts.remaining() > 0, counts::toString);
            before = counts.remaining();
        }
        assertEquals(
                answers.status() == DimseStatus.CANCEL,
                answers.last().command().attributes().contains(Tag.NumberOfRemainingSuboperations));
    }

    /** The counters of the final answer. */
    public static void assertCounts(Scu.Answers answers, int completed, int failed, int warning) {
        assertEquals(
                new SubOperations(0, completed, failed, warning),
                answers.last().command().subOperations());
    }

    /** The Failed SOP Instance UID List of the final answer. */
    public static Set<String> failedList(Scu.Answers answers) {
        return Set.copyOf(answers.last().dataSet().orElseThrow().strings(Tag.FailedSOPInstanceUIDList));
    }

    private static int sum(SubOperations counts) {
        return counts.remaining() + counts.completed() + counts.failed() + counts.warning();
    }
}
