package dozo.core.failure;

/**
 * An operation failed for a reason outside the program: a disk, a database, a peer. The message tells the operator what
 * happened, what it means for the images, and what to do; it never goes to a peer and never names a patient.
 */
public class OperatingFailure extends Exception {

    private final FailureCode code;

    public OperatingFailure(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    public OperatingFailure(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }
}
