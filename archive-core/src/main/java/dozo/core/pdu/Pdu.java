package dozo.core.pdu;

/** A protocol data unit of the upper layer (PS3.8 section 9.3). Every implementation is an immutable value. */
public sealed interface Pdu
        permits Abort,
                AssociateAccept,
                AssociateReject,
                AssociateRequest,
                DataTransfer,
                ReleaseRequest,
                ReleaseResponse {

    PduType type();
}
