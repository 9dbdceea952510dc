package dozo.storage.index.control;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Storage Commitment transactions until their reports are delivered. Thread-safe; changes are made under the fence. */
public interface CommitmentTable {

    /** Keeps a new transaction. @return false, changing nothing, when the requester has one of that UID under way */
    boolean add(CommitmentTransaction transaction) throws OperatingFailure;

    /** Those due at {@code now}, the longest due first, at most {@code limit}. */
    List<CommitmentTransaction> due(Instant now, int limit) throws OperatingFailure;

    /** When the next one is due, if there is any. */
    Optional<Instant> nextDue() throws OperatingFailure;

    /** Records that delivery failed and when to try again. */
    void postpone(AeTitle requester, Uid transactionUid, Instant nextAttemptAt) throws OperatingFailure;

    /** Makes all that are due later than {@code latest} due then. */
    void hurry(Instant latest) throws OperatingFailure;

    /** Forgets a transaction: delivered, or given up. @return whether there was one */
    boolean remove(AeTitle requester, Uid transactionUid) throws OperatingFailure;

    /** How many are under way. */
    long count() throws OperatingFailure;
}
