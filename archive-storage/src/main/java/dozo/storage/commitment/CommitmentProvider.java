package dozo.storage.commitment;

import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.CommandSet;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.ServiceProvider;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes Request Storage Commitment, N-ACTION of action type 1 (PS3.4 section J.3.2), and answers as soon as the request is
 * kept in the index's control tables, so that it survives a restart. The report follows from {@link CommitmentService}.
 * Thread-safe.
 */
public final class CommitmentProvider implements ServiceProvider {

    /** Storage Commitment Push Model SOP Class (PS3.4 section J.3.4). */
    public static final Uid SOP_CLASS = new Uid("1.2.840.10008.1.20.1");

    /** Storage Commitment Push Model SOP Instance, the well-known one (PS3.4 section J.3.5). */
    public static final Uid SOP_INSTANCE = new Uid("1.2.840.10008.1.20.1.1");

    /** Action type: Request Storage Commitment (PS3.4 section J.3.2). */
    public static final int REQUEST_STORAGE_COMMITMENT = 1;

    private static final Logger LOG = LoggerFactory.getLogger(CommitmentProvider.class);

    /** An item has three elements: its tag and the two UIDs. Few more stand around them. */
    private static final int ELEMENTS_PER_REFERENCE = 3;

    private static final int ELEMENTS_AROUND = 1000;
    private static final int BYTES_PER_REFERENCE = 256;

    private final CommitmentService service;

    public CommitmentProvider(CommitmentService service) {
        this.service = service;
    }

    /** True, since the report may go out as a request of ours on the same association. */
    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) throws OperatingFailure, IOException {
        CommandSet request = exchange.request();
        try {
            requireService(request);
            CommitmentRequest commitment = CommitmentDataset.readRequest(readInformation(exchange), maxReferences());
            try (CommitmentService.Accepted accepted =
                    service.accept(commitment, exchange.association().callingAeTitle())) {
                exchange.respond(request.response(DimseStatus.SUCCESS));
                accepted.answeredOn(new SameAssociation(exchange.association(), exchange.context(), exchange.client()));
            }
        } catch (RefusedAction e) {
            LOG.warn(
                    "Storage commitment asked by {} is refused with {}: {}",
                    exchange.association().callingAeTitle(),
                    DimseStatus.toString(e.status()),
                    e.getMessage());
            exchange.respond(request.response(e.status()).withErrorComment(e.getMessage()));
        }
    }

    private static void requireService(CommandSet request) throws RefusedAction {
        if (request.sopClassUid().filter(SOP_CLASS::equals).isEmpty()) {
            throw new RefusedAction(RefusedAction.NO_SUCH_SOP_CLASS, "not the Storage Commitment Push Model");
        }
        if (request.sopInstanceUid().filter(SOP_INSTANCE::equals).isEmpty()) {
            throw new RefusedAction(RefusedAction.NO_SUCH_SOP_INSTANCE, "not the well-known instance of the service");
        }
        if (request.actionTypeId() != REQUEST_STORAGE_COMMITMENT) {
            throw new RefusedAction(RefusedAction.NO_SUCH_ACTION, "the service has action type 1 only");
        }
    }

    /** Reads no more than a request of the allowed length can have. */
    private Attributes readInformation(Exchange exchange) throws RefusedAction, IOException {
        PresentationContext context = exchange.context();
        DecodingLimits limits = new DecodingLimits(
                DecodingLimits.MESSAGE.maxDepth(),
                DecodingLimits.MESSAGE.maxElementBytes(),
                ELEMENTS_PER_REFERENCE * maxReferences() + ELEMENTS_AROUND,
                (long) BYTES_PER_REFERENCE * maxReferences() + DecodingLimits.MESSAGE.maxTotalBytes());
        try (DatasetReader reader =
                new DatasetReader(exchange.dataSet(), context.transferSyntax(), limits, exchange.memory())) {
            return reader.readUntil(Tag.PixelData);
        } catch (DecodingException e) {
            throw e.reason() == DecodingException.Reason.LIMIT_EXCEEDED
                    ? new RefusedAction(RefusedAction.RESOURCE_LIMITATION, "too many instances in one request")
                    : new RefusedAction(RefusedAction.INVALID_ARGUMENT, "the data set cannot be read");
        }
    }

    private int maxReferences() {
        return service.settings().maxReferences();
    }
}
