package dozo.core.association;

/** The states of the upper layer protocol machine (PS3.8 section 9.2.1). */
enum State {
    /** Idle. */
    STA1,
    /** Transport connection open, awaiting A-ASSOCIATE-RQ. */
    STA2,
    /** Awaiting the local answer to an association request. */
    STA3,
    /** Awaiting the transport connection to open. */
    STA4,
    /** Awaiting A-ASSOCIATE-AC or -RJ. */
    STA5,
    /** Association established, ready for data. */
    STA6,
    /** Awaiting A-RELEASE-RP. */
    STA7,
    /** Awaiting the local answer to a release request. */
    STA8,
    /** Release collision, requestor: awaiting the local answer. */
    STA9,
    /** Release collision, acceptor: awaiting A-RELEASE-RP. */
    STA10,
    /** Release collision, requestor: awaiting A-RELEASE-RP. */
    STA11,
    /** Release collision, acceptor: awaiting the local answer. */
    STA12,
    /** Awaiting the transport connection to close. */
    STA13;

    /** Whether an association is established, data may come. */
    boolean isEstablished() {
        return this == STA6 || this == STA7 || this == STA8;
    }
}
