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
     * @param client on {@code association}
     * @throws OperatingFailure when the association was lost before the instance was confirmed
     */
    SendOutcome send(QueuedInstance queued, Association association, DimseClient client) throws OperatingFailure {
        if (queued.stored().isEmpty()) {
            return SendOutcome.FAILED;
        }
        StoredInstance instance = queued.stored().get();
        StoredObject object = instance.object();
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
            return SendOutcome.FAILED;
        }
        return open(instance, context.get(), client);
    }

    private SendOutcome open(StoredInstance instance, PresentationContext context, DimseClient client)
            throws OperatingFailure {
        VerifiedObject object;
        try {
            object = source.open(instance);
        } catch (OperatingFailure e) {
            return failed(instance, e);
        }
        SendOutcome outcome = SendOutcome.FAILED;
        try (object) {
            outcome = prepareAndStore(instance, object, context, client);
        } catch (IOException e) {
            LOG.warn(
                    "the file of instance {} could not be closed",
                    instance.object().sopInstanceUid(),
                    e);
        }
        return outcome;
    }

    private SendOutcome prepareAndStore(
            StoredInstance instance, VerifiedObject object, PresentationContext context, DimseClient client)
            throws OperatingFailure {
        OutgoingData data;
        try {
            data = OutgoingData.prepare(object, instance.overlay(), context.transferSyntax());
        } catch (UnfitInstance e) {
            return failed(instance, e);
        } catch (IOException e) {
            return failed(instance, new OperatingFailure(FailureCode.DISK_ERROR, "It could not be read.", e));
        }
        return store(instance, context, client, data);
    }

    private SendOutcome store(
            StoredInstance instance, PresentationContext context, DimseClient client, OutgoingData data)
            throws OperatingFailure {
        StoredObject object = instance.object();
        try {
            Response response =
                    client.store(context, order.request(object.sopClassUid(), object.sopInstanceUid()), data);
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
                return failed(instance, e);
            }
            throw e;
        }
    }

    private static SendOutcome failed(StoredInstance instance, OperatingFailure failure) {
        LOG.warn(
                "DOZO-{} instance {} was not sent: {}",
                failure.code().number(),
                instance.object().sopInstanceUid(),
                failure.getMessage());
        return SendOutcome.FAILED;
    }

    private static Object peer(Association association) {
        return association.isRequestor() ? association.calledAeTitle() : association.callingAeTitle();
    }
}
