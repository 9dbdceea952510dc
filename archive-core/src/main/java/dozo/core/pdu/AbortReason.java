package dozo.core.pdu;

import java.util.Optional;

/** Who aborted and why (PS3.8 section 9.3.8, table 9-26). */
public enum AbortReason {
    SERVICE_USER(0, 0, "by the application"),
    NOT_SPECIFIED(2, 0, "no reason given"),
    UNRECOGNIZED_PDU(2, 1, "unrecognized PDU"),
    UNEXPECTED_PDU(2, 2, "unexpected PDU"),
    UNRECOGNIZED_PARAMETER(2, 4, "unrecognized PDU parameter"),
    UNEXPECTED_PARAMETER(2, 5, "unexpected PDU parameter"),
    INVALID_PARAMETER(2, 6, "invalid PDU parameter value");

    private final int source;
    private final int code;
    private final String description;

    AbortReason(int source, int code, String description) {
        this.source = source;
        this.code = code;
        this.description = description;
    }

    /** The constant of these codes; the reason is not significant when the service user aborted. */
    public static Optional<AbortReason> of(int source, int code) {
        if (source == SERVICE_USER.source) {
            return Optional.of(SERVICE_USER);
        }
        for (AbortReason reason : values()) {
            if (reason.source == source && reason.code == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
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
