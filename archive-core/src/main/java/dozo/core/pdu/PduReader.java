package dozo.core.pdu;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Takes PDUs from a stream, one at a time, in large reads (PS3.8 section 9.3). A length field is tested against its limit
 * before anything is allocated or read. Not thread-safe.
 */
public final class PduReader {

    private static final int FIXED_LENGTH = 4;
    private static final int FIRST_BUFFER_BYTES = 16 * 1024;

    private final InputStream in;
    private final PduLimits limits;
    private final byte[] header = new byte[PduEncoder.HEADER_BYTES];
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];

    /** @param in need not be buffered; each PDU costs two reads when it comes in one piece */
    public PduReader(InputStream in, PduLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /**
     * A PDU as it came, its body not yet decoded.
     *
     * @param body valid until the next call of {@link #next()}
     */
    public record RawPdu(PduType type, FieldReader body) {}

    /**
     * The next PDU, or empty when the stream ended before it began.
     *
     * @throws PduException when its type is unknown or its length beyond the limit for the type
     * @throws EOFException when the stream ended within it
     */
    public Optional<RawPdu> next() throws IOException {
        int first = in.read(header, 0, header.length);
        if (first < 0) {
            return Optional.empty();
        }
        fill(header, first, header.length);
        PduType type = PduType.of(Byte.toUnsignedInt(header[0]))
                .orElseThrow(() -> new PduException(AbortReason.UNRECOGNIZED_PDU, "unknown PDU type"));
        long length = new FieldReader(header, 2, 4).u32();
        requireLength(type, length);
        int size = (int) length;
        if (type == PduType.P_DATA_TF && buffer.length < size) {
            // Once, to the size that the peer was told: its PDUs will mostly be that long.
            buffer = new byte[limits.dataLength().toInt()];
        }
        if (buffer.length >= size) {
            fill(buffer, 0, size);
            return Optional.of(new RawPdu(type, new FieldReader(buffer, 0, size)));
        }
        return Optional.of(new RawPdu(type, new FieldReader(arriving(size), 0, size)));
    }

    private void requireLength(PduType type, long length) throws PduException {
        boolean fits =
                switch (type) {
                    case A_ASSOCIATE_RQ, A_ASSOCIATE_AC ->
                        length <= limits.associateLength().bytes();
                    case P_DATA_TF ->
                        length > 0 && length <= limits.dataLength().bytes();
                    case A_ASSOCIATE_RJ, A_RELEASE_RQ, A_RELEASE_RP, A_ABORT -> length == FIXED_LENGTH;
                };
        if (!fits) {
            throw new PduException(
                    AbortReason.INVALID_PARAMETER, "a length of " + length + " bytes is not allowed for " + type);
        }
    }

    private void fill(byte[] target, int from, int to) throws IOException {
        if (in.readNBytes(target, from, to - from) < to - from) {
            throw new EOFException("the connection ended within a PDU");
        }
    }

    /** A long A-ASSOCIATE body: memory is taken as its bytes arrive. */
    private byte[] arriving(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the connection ended within a PDU");
        }
        return bytes;
    }
}
