package dozo.storage.index;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.model.IndexCounts;
import java.util.Map;

/**
 * A second index schema that is being filled from the journals while the present one serves. It survives a restart: the
 * journal positions in it say where to go on. Not thread-safe.
 */
public interface IndexRebuild extends AutoCloseable {

    /** Name of the schema being filled, for logs and progress. */
    String schema();

    /** Whether an earlier, interrupted rebuild is being continued. */
    boolean isResumed();

    /** How many bytes of each journal have been applied to the schema being filled. */
    Map<String, Long> journalPositions() throws OperatingFailure;

    /** How much the schema being filled holds. */
    IndexCounts counts() throws OperatingFailure;

    /** A transaction on the schema being filled, under the fence but beside the live index's transactions. */
    IndexBatch begin() throws OperatingFailure;

    /**
     * The last transaction: it holds up the live index's transactions, so that the caller can apply what the journals
     * gained since (to the lengths that {@link ArchiveIndex#journalPositions()} names); its commit switches over.
     *
     * @return a batch whose commit fails with JOURNAL_UNUSABLE, switching nothing, when some journal has been applied to
     *     the live index further than to the new schema
     */
    IndexBatch beginSwitch() throws OperatingFailure;

    /** Drops the schema being filled. */
    void abandon() throws OperatingFailure;

    /** Lets the next rebuild begin. A schema that was not switched to stays as it is, to be continued later. */
    @Override
    void close();
}
