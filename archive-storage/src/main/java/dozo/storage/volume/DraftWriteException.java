package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.io.IOException;

/** Writing into a draft failed: the archive's side of a copy, told from the sender's side by this type. */
public final class DraftWriteException extends IOException {

    private final transient OperatingFailure failure;

    DraftWriteException(OperatingFailure failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /** Why, in terms of the volume. */
    public OperatingFailure failure() {
        return failure;
    }
}
