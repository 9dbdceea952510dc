package dozo.core.pdu;

import dozo.core.value.ByteSize;

/**
 * What a PDU may make this side hold in memory (INV-8). Immutable.
 *
 * @param associateLength longest A-ASSOCIATE-RQ or -AC; 128 contexts with 40 transfer syntaxes each of 64 characters need 350 KiB
 * @param dataLength longest P-DATA-TF, as announced to the peer
 * @param userItems most user information sub-items in one request or answer
 */
public record PduLimits(ByteSize associateLength, ByteSize dataLength, int userItems) {

    /** Default of {@link #associateLength}. */
    public static final ByteSize ASSOCIATE_LENGTH = ByteSize.ofMebibytes(1);

    /** Default of {@link #userItems}: three sub-items for each of 128 contexts, and some. */
    public static final int USER_ITEMS = 512;

    /** The shortest maximum length that a peer may ask us to keep to, in bytes: less would drown the data in headers. */
    public static final int MIN_PEER_LENGTH = 128;

    /** What is assumed of a peer that did not state a maximum length, in bytes. */
    public static final int UNSTATED_PEER_LENGTH = 16 * 1024;

    /** The defaults with this longest P-DATA-TF. */
    public static PduLimits of(ByteSize dataLength) {
        return new PduLimits(ASSOCIATE_LENGTH, dataLength, USER_ITEMS);
    }
}
