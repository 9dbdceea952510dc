package dozo.storage.commitment;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The data sets of the service: Action Information as a peer sends it (PS3.4 table J.3-1) and Event Information as Dozo
 * sends it (PS3.4 table J.3-2). Stateless.
 */
public final class CommitmentDataset {

    private CommitmentDataset() {}

    /**
     * Reads the Action Information of a request.
     *
     * @param information the data set of the N-ACTION, from outside and not trusted
     * @param maxReferences how many instances one request may name
     * @throws RefusedAction when a UID is missing or not valid, no instance is named, or too many are
     */
    public static CommitmentRequest readRequest(Attributes information, int maxReferences) throws RefusedAction {
        Uid transaction = information
                .uid(Tag.TransactionUID)
                .orElseThrow(() -> new RefusedAction(RefusedAction.INVALID_ARGUMENT, "no valid Transaction UID"));
        List<Attributes> items = information.items(Tag.ReferencedSOPSequence);
        if (items.isEmpty()) {
            throw new RefusedAction(RefusedAction.INVALID_ARGUMENT, "no instance is referenced");
        }
        if (items.size() > maxReferences) {
            throw new RefusedAction(RefusedAction.RESOURCE_LIMITATION, "too many instances in one request");
        }
        List<CommitmentReference> references = new ArrayList<>(items.size());
        for (Attributes item : items) {
            references.add(reference(item));
        }
        return new CommitmentRequest(transaction, references);
    }

    private static CommitmentReference reference(Attributes item) throws RefusedAction {
        Uid sopClass = item.uid(Tag.ReferencedSOPClassUID).orElse(null);
        Uid sopInstance = item.uid(Tag.ReferencedSOPInstanceUID).orElse(null);
        if (sopClass == null || sopInstance == null) {
            throw new RefusedAction(RefusedAction.INVALID_ARGUMENT, "a referenced UID is missing or invalid");
        }
        return new CommitmentReference(sopClass, sopInstance);
    }

    /**
     * The Event Information that tells {@code result}. Retrieve AE Title stands once at the top, since every committed
     * instance is retrieved from the same title, and only when something was committed. An empty list makes no sequence, since a
     * present sequence must have an item.
     */
    public static Attributes eventInformation(CommitmentResult result, AeTitle retrieveAeTitle) {
        Attributes information = new Attributes();
        information.put(Tag.TransactionUID, result.transactionUid());
        if (!result.committed().isEmpty()) {
            information.put(Tag.RetrieveAETitle, Vr.AE, retrieveAeTitle.value());
            information.putItems(
                    Tag.ReferencedSOPSequence,
                    result.committed().stream().map(CommitmentDataset::item).toList());
        }
        if (!result.failed().isEmpty()) {
            information.putItems(
                    Tag.FailedSOPSequence,
                    result.failed().stream().map(CommitmentDataset::failedItem).toList());
        }
        return information;
    }

    private static Attributes failedItem(FailedReference failed) {
        return item(failed.reference())
                .put(Tag.FailureReason, Vr.US, failed.reason().code());
    }

    private static Attributes item(CommitmentReference reference) {
        return new Attributes()
                .put(Tag.ReferencedSOPClassUID, reference.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, reference.sopInstanceUid());
    }
}
