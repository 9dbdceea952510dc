package dozo.core.pdu;

/**
 * A-ASSOCIATE-RJ (PS3.8 section 9.3.4). Codes that the standard reserves are carried as they came.
 *
 * @param result 1 permanent, 2 transient
 * @param source 1 service user, 2 service provider (ACSE), 3 service provider (presentation)
 * @param reason meaning depends on the source
 */
public record AssociateReject(int result, int source, int reason) implements Pdu {

    public AssociateReject(RejectReason reason) {
        this(reason.result(), reason.source(), reason.code());
    }

    @Override
    public PduType type() {
        return PduType.A_ASSOCIATE_RJ;
    }

    /** Whether the same request may be accepted later. */
    public boolean isTransient() {
        return result == RejectReason.TRANSIENT;
    }

    /** For people and logs: what the codes say, or the codes. */
    public String describe() {
        return RejectReason.of(source, reason)
                .map(RejectReason::description)
                .orElse("result " + result + ", source " + source + ", reason " + reason);
    }
}
