package dozo.core.pdu;

/** A-RELEASE-RP (PS3.8 section 9.3.7). */
public record ReleaseResponse() implements Pdu {
    @Override
    public PduType type() {
        return PduType.A_RELEASE_RP;
    }
}
