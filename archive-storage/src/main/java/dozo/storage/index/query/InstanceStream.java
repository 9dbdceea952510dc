package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.StoredInstance;
import java.util.Optional;

/**
 * Stored instances one by one, read in pages; holds no connection between two calls. Thread-safe, so that several senders
 * may share one.
 */
public interface InstanceStream extends AutoCloseable {

    /** The next one, or empty at the end. */
    Optional<StoredInstance> next() throws OperatingFailure;

    /** Ends the reading; a stream left open keeps a replaced index in the database until the next start. */
    @Override
    void close();
}
