package dozo.core.pdu;

/** A-RELEASE-RQ (PS3.8 section 9.3.6). */
public record ReleaseRequest() implements Pdu {
    @Override
    public PduType type() {
        return PduType.A_RELEASE_RQ;
    }
}
