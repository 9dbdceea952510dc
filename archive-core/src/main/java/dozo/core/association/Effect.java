package dozo.core.association;

/** One step of an action (PS3.8 tables 9-6 to 9-9). */
enum Effect {
    OPEN_TRANSPORT,
    CLOSE_TRANSPORT,
    START_ARTIM,
    STOP_ARTIM,
    SEND_ASSOCIATE_RQ,
    SEND_ASSOCIATE_AC,
    SEND_ASSOCIATE_RJ,
    SEND_DATA,
    SEND_RELEASE_RQ,
    SEND_RELEASE_RP,
    /** With the source and reason of who asked for it: service user or service provider. */
    SEND_ABORT,
    INDICATE_ASSOCIATE,
    CONFIRM_ASSOCIATE,
    INDICATE_DATA,
    INDICATE_RELEASE,
    CONFIRM_RELEASE,
    INDICATE_ABORT,
    /** A-P-ABORT: the connection or the protocol failed. */
    INDICATE_PROVIDER_ABORT
}
