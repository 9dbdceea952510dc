package dozo.storage.index.control;

import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A Storage Commitment transaction whose report has not been delivered yet (PS3.4 Annex J). Immutable.
 *
 * @param transactionUid drawn by the requester, unique together with {@code requester}
 * @param requester who asked, and to whom the report goes
 * @param references what it asked for, in its order
 * @param attempts how often delivery has failed
 * @param nextAttemptAt not before then
 */
public record CommitmentTransaction(
        Uid transactionUid,
        AeTitle requester,
        Instant requestedAt,
        List<CommitmentReference> references,
        int attempts,
        Instant nextAttemptAt) {

    public CommitmentTransaction {
        Objects.requireNonNull(transactionUid, "transactionUid");
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(requestedAt, "requestedAt");
        references = List.copyOf(references);
        Objects.requireNonNull(nextAttemptAt, "nextAttemptAt");
    }
}
