package dozo.core.failure;

import org.jspecify.annotations.Nullable;

/**
 * An operation failed for a reason outside the program: a disk, a database, a peer. The message tells the operator what
 * happened, what it means for the images, and what to do; it never goes to a peer and never names a patient.
 */
public class OperatingFailure extends Exception {

    private final FailureCode code;
    private final String message;

    public OperatingFailure(FailureCode code, String message) {
        super(message);
        this.code = code;
        this.message = message;
    }

    /** @param cause null when it is not known */
    public OperatingFailure(FailureCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.message = message;
    }

    public FailureCode code() {
        return code;
    }

    /** Never null, other than of exceptions in general. */
    @Override
    public String getMessage() {
        return message;
    }
}
