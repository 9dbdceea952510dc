package dozo.core.pdu;

import java.io.IOException;

/**
 * What a peer sent breaks the upper layer protocol. The association it came on is aborted with {@link #reason()}; nobody
 * else is concerned. The message holds no text that the peer sent.
 */
public final class PduException extends IOException {

    private final AbortReason reason;

    public PduException(AbortReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public AbortReason reason() {
        return reason;
    }
}
