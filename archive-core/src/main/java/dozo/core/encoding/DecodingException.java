package dozo.core.encoding;

import java.io.IOException;

/**
 * A data set that cannot be understood, or that asks for more than the limits allow. The message names tags and
 * positions, never a value, so it may be logged.
 */
public final class DecodingException extends IOException {

    /** Why the data set was given up. */
    public enum Reason {
        /** The bytes do not follow PS3.5, and no reading of them is safe. */
        MALFORMED,
        /** The data set ends inside an element. */
        TRUNCATED,
        /** One of {@link DecodingLimits} would be exceeded. */
        LIMIT_EXCEEDED
    }

    private final Reason reason;
    private final String message;

    public DecodingException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.message = message;
    }

    public Reason reason() {
        return reason;
    }

    /** Never null, other than of exceptions in general. */
    @Override
    public String getMessage() {
        return message;
    }

    static DecodingException malformed(String message) {
        return new DecodingException(Reason.MALFORMED, message);
    }

    static DecodingException truncated(String message) {
        return new DecodingException(Reason.TRUNCATED, message);
    }

    static DecodingException limit(String message) {
        return new DecodingException(Reason.LIMIT_EXCEEDED, message);
    }
}
