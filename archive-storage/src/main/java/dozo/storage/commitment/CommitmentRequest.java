package dozo.storage.commitment;

import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import java.util.List;

/**
 * What a peer asked by N-ACTION: please take over safekeeping of these instances (PS3.4 section J.3.2.1). Immutable.
 *
 * @param transactionUid the peer's name for this request, echoed in the report
 * @param references at least one instance, in the peer's order
 */
public record CommitmentRequest(Uid transactionUid, List<CommitmentReference> references) {

    /** @throws IllegalArgumentException when {@code references} is empty */
    public CommitmentRequest {
        references = List.copyOf(references);
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a commitment request names at least one instance");
        }
    }
}
