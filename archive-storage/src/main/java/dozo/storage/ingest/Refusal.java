package dozo.storage.ingest;

import dozo.core.failure.FailureCode;

/** The sender's data set cannot be filed; thrown only inside this package. */
final class Refusal extends Exception {

    private final transient FailureCode code;
    private final String detail;

    Refusal(FailureCode code, String detail) {
        super(detail);
        this.code = code;
        this.detail = detail;
    }

    Refusal(FailureCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.detail = detail;
    }

    FailureCode code() {
        return code;
    }

    /** The message. */
    String detail() {
        return detail;
    }
}
