package dozo.storage.commitment;

import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentTransaction;

/** A request's name: its Transaction UID is unique for its requester. */
record TransactionKey(AeTitle requester, Uid transactionUid) {

    static TransactionKey of(CommitmentTransaction transaction) {
        return new TransactionKey(transaction.requester(), transaction.transactionUid());
    }
}
