package dozo.storage.index.table;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.database.FencedTransaction;
import java.util.Map;

/** What else belongs to the end of a batch. */
public interface BatchEnding {

    /** Nothing else: the end of a batch on the index in use. */
    BatchEnding NONE = new BatchEnding() {};

    /**
     * Called in the transaction when everything has been written.
     *
     * @param positions how far each journal will have been applied
     * @throws OperatingFailure to refuse the commit
     */
    default void beforeCommit(Map<String, Long> positions) throws OperatingFailure {}

    /** What to throw when the rows are older than what this process committed last. */
    default OperatingFailure steppedBack(FencedTransaction transaction, Throwable cause) {
        return transaction.steppedBack(cause);
    }

    /** Called once the commit is certain, before another batch can begin. */
    default void afterCommit() {}
}
