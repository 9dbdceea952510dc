package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;

/** What the index needs to follow a fact; making it twice must change nothing more. */
@FunctionalInterface
public interface IndexChange {

    /** For facts of which the index keeps nothing. */
    IndexChange NONE = batch -> {};

    void in(IndexBatch batch) throws OperatingFailure;
}
