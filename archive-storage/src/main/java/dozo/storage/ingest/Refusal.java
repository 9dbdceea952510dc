package dozo.storage.ingest;

import dozo.core.failure.FailureCode;

/** The sender's data set cannot be filed; thrown only inside this package. */
final class Refusal extends Exception {

    private final transient FailureCode code;

    Refusal(FailureCode code, String detail) {
        super(detail);
        this.code = code;
    }

    Refusal(FailureCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    FailureCode code() {
        return code;
    }
}
