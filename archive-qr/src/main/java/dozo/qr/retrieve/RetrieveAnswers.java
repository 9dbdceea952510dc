package dozo.qr.retrieve;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandSet;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.SubOperations;
import dozo.core.value.Uid;
import java.io.IOException;
import java.util.List;

/** The responses of one C-MOVE or C-GET (PS3.4 sections C.4.2.1.4 to C.4.2.1.6 and C.4.3.1). Used by one thread. */
final class RetrieveAnswers {

    /** The counters have 16 bits (PS3.7 section E.1): a larger count is answered as this. */
    private static final int MAX_COUNT = 0xFFFF;

    private final Exchange exchange;

    RetrieveAnswers(Exchange exchange) {
        this.exchange = exchange;
    }

    void pending(SubOperations counts) throws IOException {
        exchange.respond(exchange.request().response(DimseStatus.PENDING).withSubOperations(clamped(counts), true));
    }

    /** The final response when sub-operations were tried: status by their counts, with the list of those that failed. */
    void complete(SubOperations counts, List<Uid> failedInstances, boolean cancelled) throws IOException {
        int status = status(counts, cancelled);
        CommandSet response = exchange.request().response(status).withSubOperations(clamped(counts), cancelled);
        if (failedInstances.isEmpty()) {
            exchange.respond(response);
        } else {
            exchange.respond(response.withDataSet(true), failedList(failedInstances));
        }
    }

    /** A final response without sub-operations. */
    void refuse(int status, String comment) throws IOException {
        exchange.respond(exchange.request().response(status).withErrorComment(comment));
    }

    /** The final status (PS3.4 section C.4.2.3.1). */
    static int status(SubOperations counts, boolean cancelled) {
        if (cancelled) {
            return DimseStatus.CANCEL;
        }
        if (counts.failed() == 0 && counts.warning() == 0) {
            return DimseStatus.SUCCESS;
        }
        return counts.completed() == 0 && counts.warning() == 0
                ? DimseStatus.OUT_OF_RESOURCES_SUBOPERATIONS
                : DimseStatus.WARNING_SUBOPERATIONS;
    }

    private static Attributes failedList(List<Uid> failedInstances) {
        Attributes identifier = new Attributes();
        identifier.put(
                Tag.FailedSOPInstanceUIDList,
                Vr.UI,
                failedInstances.stream().map(Uid::value).toArray(String[]::new));
        return identifier;
    }

    private static SubOperations clamped(SubOperations counts) {
        return new SubOperations(
                Math.min(counts.remaining(), MAX_COUNT),
                Math.min(counts.completed(), MAX_COUNT),
                Math.min(counts.failed(), MAX_COUNT),
                Math.min(counts.warning(), MAX_COUNT));
    }
}
