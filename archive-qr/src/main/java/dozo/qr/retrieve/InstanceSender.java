package dozo.qr.retrieve;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Response;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.VerifiedObject;
import dozo.storage.journal.StoredObject;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs single C-STORE sub-operations: finds the context, has the stored bytes tested (INV-5), converts them where needed,
 * sends. Whatever is wrong with one instance fails that one alone. Thread-safe.
 */
final class InstanceSender {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceSender.class);

    private final ObjectSource source;
    private final StoreOrder order;

    InstanceSender(ObjectSource source, StoreOrder order) {
        this.source = source;
        this.order = order;
    }

    /**
     * Everything but the sending. What goes wrong is logged here; a bug that one instance brings to light is its failure alone.
     *
     * @param association over which it is to go
     * @return the caller's to close; empty when it cannot be sent
     */
    Optional<Prepared> prepare(QueuedInstance queued, Association association) {
        try {
            return queued.stored().flatMap(instance -> context(instance.object(), association)
                    .flatMap(context -> open(instance, context)));
        } catch (RuntimeException e) {
            LOG.error(
                    "instance {} could not be prepared because of a defect of this program",
                    queued.sopInstanceUid(),
                    e);
            return Optional.empty();
        }
    }

    private static Optional<PresentationContext> context(StoredObject object, Association association) {
        TransferSyntax stored = TransferSyntax.of(object.transferSyntaxUid());
        Optional<PresentationContext> context =
                ContextChoice.choose(association.contextsFor(object.sopClassUid()), stored);
        if (context.isEmpty()) {
            LOG.warn(
                    "DOZO-{} instance {} of SOP class {} in transfer syntax {} was not sent: {} accepted no context for it",
                    FailureCode.TRANSFER_SYNTAX_NOT_ACCEPTED.number(),
                    object.sopInstanceUid(),
                    object.sopClassUid(),
                    stored,
                    peer(association));
        }
        return context;
    }

    private Optional<Prepared> open(StoredInstance instance, PresentationContext context) {
        VerifiedObject object;
        try {
            object = source.open(instance);
        } catch (OperatingFailure e) {
            logUnsent(instance, e);
            return Optional.empty();
        }
        Optional<Prepared> prepared = Optional.empty();
        try {
            prepared = prepare(instance, object, context);
        } finally {
            if (prepared.isEmpty()) {
                Prepared.close(object);
            }
        }
        return prepared;
    }

    private static Optional<Prepared> prepare(
            StoredInstance instance, VerifiedObject object, PresentationContext context) {
        try {
            OutgoingData data = OutgoingData.prepare(object, instance.overlay(), context.transferSyntax());
            return Optional.of(new Prepared(instance, context, object, data));
        } catch (UnfitInstance e) {
            logUnsent(instance, e);
        } catch (IOException e) {
            logUnsent(instance, new OperatingFailure(FailureCode.DISK_ERROR, "It could not be read.", e));
        }
        return Optional.empty();
    }

    /**
     * Sends an instance and waits for the answer.
     *
     * @param client on the association for which it was prepared
     * @throws OperatingFailure when the association was lost before the instance was confirmed
     */
    SendOutcome send(Prepared prepared, DimseClient client) throws OperatingFailure {
        StoredObject object = prepared.instance().object();
        try {
            Response response = client.store(
                    prepared.context(), order.request(object.sopClassUid(), object.sopInstanceUid()), prepared);
            SendOutcome outcome = SendOutcome.of(response.status());
            if (outcome != SendOutcome.STORED) {
                LOG.warn(
                        "Instance {} was answered with status {}",
                        object.sopInstanceUid(),
                        DimseStatus.toString(response.status()));
            }
            return outcome;
        } catch (OperatingFailure e) {
            if (e.code() == FailureCode.DISK_ERROR) {
                logUnsent(prepared.instance(), e);
                return SendOutcome.FAILED;
            }
            throw e;
        }
    }

    private static void logUnsent(StoredInstance instance, OperatingFailure failure) {
        LOG.warn(
                "DOZO-{} instance {} was not sent: {}",
                failure.code().number(),
                instance.object().sopInstanceUid(),
                failure.getMessage());
    }

    private static Object peer(Association association) {
        return association.isRequestor() ? association.calledAeTitle() : association.callingAeTitle();
    }
}
