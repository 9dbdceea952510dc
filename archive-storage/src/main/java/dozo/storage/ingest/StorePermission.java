package dozo.storage.ingest;

import dozo.core.failure.FailureCode;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.util.Optional;

/** Who may store what; called on many threads at once. */
@FunctionalInterface
public interface StorePermission {

    /** Empty when {@code calling} may store instances of {@code sopClass}; else why not. */
    Optional<FailureCode> refusal(AeTitle calling, Uid sopClass);
}
