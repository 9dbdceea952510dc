package dozo.core.config;

import dozo.core.value.ByteSize;

/**
 * What a peer can make this node hold in memory or keep open. A peer that goes beyond gets the right status or reject
 * reason, nobody else feels it (INV-8, INV-9). Immutable.
 *
 * @param associations most associations open at once, of all peers
 * @param associationsPerAe most associations open at once with one calling AE title
 * @param pendingPerAddress most connections of one address that have not yet sent their association request
 * @param pduLength largest P-DATA-TF PDU received, and offered to peers as Maximum Length (PS3.8 Annex D.1)
 * @param associatePduLength largest PDU of any other type, such as A-ASSOCIATE-RQ
 * @param userItems most user information sub-items of one association request (PS3.7 Annex D)
 * @param nestingDepth deepest sequence nesting of a data set, stored or asked with; not above the depth to which stored
 *     objects are read again, {@link dozo.core.encoding.DecodingLimits#STANDARD}, so that lowering it loses nothing
 * @param elements most data elements of one header or identifier read into memory, items included; bounded likewise
 * @param elementBytes largest value of one data element of an identifier. Of stored objects only values of up to 64 KiB are
 *     kept in memory, whatever is set here: the rows of the index depend on it
 * @param commandSetBytes largest command set (PS3.7 section 6.3)
 * @param headerMemory memory of the headers of all objects that are being received and of all identifiers, together
 * @param identifierBytes largest identifier of a C-FIND, C-MOVE or C-GET, or data set of an N-ACTION
 */
public record DicomLimits(
        int associations,
        int associationsPerAe,
        int pendingPerAddress,
        ByteSize pduLength,
        ByteSize associatePduLength,
        int userItems,
        int nestingDepth,
        int elements,
        ByteSize elementBytes,
        ByteSize commandSetBytes,
        ByteSize headerMemory,
        ByteSize identifierBytes) {

    public static DicomLimits defaults() {
        return new DicomLimits(
                200,
                50,
                50,
                ByteSize.ofKibibytes(64),
                ByteSize.ofMebibytes(1),
                512,
                32,
                200_000,
                ByteSize.ofMebibytes(4),
                ByteSize.ofKibibytes(64),
                ByteSize.ofMebibytes(128),
                ByteSize.ofMebibytes(4));
    }
}
