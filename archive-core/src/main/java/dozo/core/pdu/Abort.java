package dozo.core.pdu;

/**
 * A-ABORT (PS3.8 section 9.3.8). Codes that the standard reserves are carried as they came.
 *
 * @param source 0 for the service user, 2 for the service provider
 * @param reason significant only for the service provider
 */
public record Abort(int source, int reason) implements Pdu {

    public Abort(AbortReason reason) {
        this(reason.source(), reason.code());
    }

    @Override
    public PduType type() {
        return PduType.A_ABORT;
    }

    /** For people and logs: what the codes say, and the codes. */
    public String describe() {
        return AbortReason.of(source, reason)
                .map(AbortReason::description)
                .orElse("source " + source + ", reason " + reason);
    }
}
