package dozo.core.association;

import dozo.core.pdu.PduType;

/** The events of the upper layer protocol machine, in the order of the rows of PS3.8 table 9-10. */
enum Event {
    ASSOCIATE_REQUESTED,
    TRANSPORT_CONFIRMED,
    ASSOCIATE_AC_RECEIVED,
    ASSOCIATE_RJ_RECEIVED,
    TRANSPORT_INDICATED,
    ASSOCIATE_RQ_RECEIVED,
    ASSOCIATE_ACCEPTED,
    ASSOCIATE_REJECTED,
    DATA_REQUESTED,
    DATA_RECEIVED,
    RELEASE_REQUESTED,
    RELEASE_RQ_RECEIVED,
    RELEASE_RP_RECEIVED,
    RELEASE_ANSWERED,
    ABORT_REQUESTED,
    ABORT_RECEIVED,
    TRANSPORT_CLOSED,
    ARTIM_EXPIRED,
    INVALID_PDU_RECEIVED;

    /** The arrival of a well-formed PDU of this type. */
    static Event received(PduType type) {
        return switch (type) {
            case A_ASSOCIATE_RQ -> ASSOCIATE_RQ_RECEIVED;
            case A_ASSOCIATE_AC -> ASSOCIATE_AC_RECEIVED;
            case A_ASSOCIATE_RJ -> ASSOCIATE_RJ_RECEIVED;
            case P_DATA_TF -> DATA_RECEIVED;
            case A_RELEASE_RQ -> RELEASE_RQ_RECEIVED;
            case A_RELEASE_RP -> RELEASE_RP_RECEIVED;
            case A_ABORT -> ABORT_RECEIVED;
        };
    }
}
