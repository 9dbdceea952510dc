package dozo.core.association;

/**
 * How an association ended.
 *
 * @param detail for logs; holds no text that the peer sent
 */
public record AssociationEnd(Kind kind, String detail) {

    /** The ways to end. */
    public enum Kind {
        RELEASED,
        REJECTED,
        /** By A-ABORT of the peer. */
        ABORTED_BY_PEER,
        /** By our A-ABORT, asked for by our own application. */
        ABORTED,
        /** By our A-ABORT, since the peer broke the protocol. */
        PROTOCOL_VIOLATION,
        /** The peer let a time-out pass. */
        TIMED_OUT,
        /** The transport connection was lost. */
        CONNECTION_LOST
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? kind.name() : kind + " (" + detail + ")";
    }
}
