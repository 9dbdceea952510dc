package dozo.core.pdu;

import java.util.Optional;

/** Why an association is rejected, with the three codes that say so (PS3.8 section 9.3.4, table 9-21). */
public enum RejectReason {
    NO_REASON_GIVEN(1, 1, 1, "no reason given"),
    APPLICATION_CONTEXT_NOT_SUPPORTED(1, 1, 2, "application context name not supported"),
    CALLING_AE_TITLE_NOT_RECOGNIZED(1, 1, 3, "calling AE title not recognized"),
    CALLED_AE_TITLE_NOT_RECOGNIZED(1, 1, 7, "called AE title not recognized"),
    PROVIDER_NO_REASON_GIVEN(1, 2, 1, "no reason given by the upper layer"),
    PROTOCOL_VERSION_NOT_SUPPORTED(1, 2, 2, "protocol version not supported"),
    TEMPORARY_CONGESTION(2, 3, 1, "temporary congestion"),
    LOCAL_LIMIT_EXCEEDED(2, 3, 2, "local limit exceeded");

    static final int TRANSIENT = 2;

    private final int result;
    private final int source;
    private final int code;
    private final String description;

    RejectReason(int result, int source, int code, String description) {
        this.result = result;
        this.source = source;
        this.code = code;
        this.description = description;
    }

    /** The constant of these codes, or empty when the standard reserves them. */
    public static Optional<RejectReason> of(int source, int code) {
        for (RejectReason reason : values()) {
            if (reason.source == source && reason.code == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** 1 for permanent, 2 for transient. */
    public int result() {
        return result;
    }

    public int source() {
        return source;
    }

    public int code() {
        return code;
    }

    public String description() {
        return description;
    }
}
