package dozo.qr.retrieve;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;

/** An instance cannot be brought into the form in which it would have to leave. Nothing of it was sent. */
final class UnfitInstance extends OperatingFailure {

    UnfitInstance(String message) {
        super(FailureCode.TRANSFER_SYNTAX_NOT_ACCEPTED, message);
    }

    UnfitInstance(String message, Throwable cause) {
        super(FailureCode.TRANSFER_SYNTAX_NOT_ACCEPTED, message, cause);
    }
}
