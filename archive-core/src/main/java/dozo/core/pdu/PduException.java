package dozo.core.pdu;

import java.io.IOException;

/**
 * What a peer sent breaks the upper layer protocol. The association it came on is aborted with {@link #reason()}; nobody
 * else is concerned. The message holds no text that the peer sent.
 */
public final class PduException extends IOException {

    private final AbortReason reason;
    private final String message;

    public PduException(AbortReason reason, String message) {
        super(message);
        this.reason = reason;
        this.message = message;
    }

    public AbortReason reason() {
        return reason;
    }

    /** Never null, other than of exceptions in general. */
    @Override
    public String getMessage() {
        return message;
    }
}
