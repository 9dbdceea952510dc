package dozo.storage.ingest;

import dozo.core.failure.FailureCode;

/** The sender's data set cannot be filed; thrown only inside this package. */
final class Refusal extends Exception {

    private final transient FailureCode code;
    private final String message;

    Refusal(FailureCode code, String message) {
        super(message);
        this.code = code;
        this.message = message;
    }

    Refusal(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.message = message;
    }

    FailureCode code() {
        return code;
    }

    /** Never null, other than of exceptions in general. */
    @Override
    public String getMessage() {
        return message;
    }
}
