package dozo.core.association;

import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.PduLimits;
import dozo.core.pdu.UserIdentity;
import dozo.core.value.ByteSize;
import java.util.Optional;

/**
 * What this side brings to an association, as requestor and as acceptor alike. Immutable.
 *
 * @param maxPduReceived the longest P-DATA-TF variable field we take, announced to the peer (PS3.8 section D.1)
 * @param maxPduSent the longest we send, even when the peer would take more; beyond 128 KiB it makes no difference
 * @param associateLength longest A-ASSOCIATE PDU taken
 * @param userItems most user information sub-items taken
 * @param window what we support of asynchronous operations: as requestor proposed as it stands, as acceptor the bound of
 *     what the peer proposes
 * @param tls keys and trust for TLS; an acceptor that has them takes TLS only
 * @param userIdentity whom a requestor says it asks for (PS3.7 section D.3.3.7); acceptors have none to show
 */
public record AssociationSettings(
        ByteSize maxPduReceived,
        ByteSize maxPduSent,
        ByteSize associateLength,
        int userItems,
        TimeOuts timeOuts,
        AsyncWindow window,
        Optional<TlsContext> tls,
        Optional<UserIdentity> userIdentity) {

    /** Shortest PDU to announce: what peers of the field were seen to need. */
    public static final ByteSize MIN_PDU = ByteSize.ofKibibytes(4);

    /** Longest PDU to announce or send; each association holds one buffer each way. */
    public static final ByteSize MAX_PDU = ByteSize.ofMebibytes(4);

    private static final ByteSize DEFAULT_PDU = ByteSize.ofKibibytes(64);

    /** @throws IllegalArgumentException when a PDU size lies outside {@link #MIN_PDU} to {@link #MAX_PDU} */
    public AssociationSettings {
        requirePduSize(maxPduReceived);
        requirePduSize(maxPduSent);
    }

    private static void requirePduSize(ByteSize size) {
        if (size.compareTo(MIN_PDU) < 0 || size.compareTo(MAX_PDU) > 0) {
            throw new IllegalArgumentException("a PDU size lies between " + MIN_PDU + " and " + MAX_PDU);
        }
    }

    /** 64 KiB PDUs, the default time-outs, synchronous operations, no TLS, no user identity. */
    public static AssociationSettings defaults() {
        return new AssociationSettings(
                DEFAULT_PDU,
                DEFAULT_PDU,
                PduLimits.ASSOCIATE_LENGTH,
                PduLimits.USER_ITEMS,
                TimeOuts.defaults(),
                AsyncWindow.SYNCHRONOUS,
                Optional.empty(),
                Optional.empty());
    }

    public AssociationSettings withMaxPdu(ByteSize received, ByteSize sent) {
        return new AssociationSettings(received, sent, associateLength, userItems, timeOuts, window, tls, userIdentity);
    }

    public AssociationSettings withTimeOuts(TimeOuts changed) {
        return new AssociationSettings(
                maxPduReceived, maxPduSent, associateLength, userItems, changed, window, tls, userIdentity);
    }

    public AssociationSettings withWindow(AsyncWindow changed) {
        return new AssociationSettings(
                maxPduReceived, maxPduSent, associateLength, userItems, timeOuts, changed, tls, userIdentity);
    }

    public AssociationSettings withTls(TlsContext context) {
        return new AssociationSettings(
                maxPduReceived,
                maxPduSent,
                associateLength,
                userItems,
                timeOuts,
                window,
                Optional.of(context),
                userIdentity);
    }

    /** With this identity to show to each peer that is asked. */
    public AssociationSettings withUserIdentity(UserIdentity identity) {
        return new AssociationSettings(
                maxPduReceived, maxPduSent, associateLength, userItems, timeOuts, window, tls, Optional.of(identity));
    }

    /** The same for an acceptor whose peers speak no TLS. */
    public AssociationSettings withoutTls() {
        return new AssociationSettings(
                maxPduReceived,
                maxPduSent,
                associateLength,
                userItems,
                timeOuts,
                window,
                Optional.empty(),
                userIdentity);
    }

    /** With these limits of what is taken while an association is negotiated. */
    public AssociationSettings withNegotiationLimits(ByteSize length, int items) {
        return new AssociationSettings(maxPduReceived, maxPduSent, length, items, timeOuts, window, tls, userIdentity);
    }

    PduLimits pduLimits() {
        return new PduLimits(associateLength, maxPduReceived, userItems);
    }
}
