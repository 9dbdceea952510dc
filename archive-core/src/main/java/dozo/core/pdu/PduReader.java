package dozo.core.pdu;

import dozo.core.value.Count;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes PDUs from a stream, one at a time (PS3.8 section 9.3). A length field is tested against its limit before anything is
 * allocated or read. Once data are transferred it reads ahead: what has arrived of the PDUs that follow comes with the same read.
 * Not thread-safe.
 */
public final class PduReader {

    private static final int FIXED_LENGTH = 4;
    private static final int FIRST_BUFFER_BYTES = 16 * 1024;

    /** What a socket gives at once at most. */
    private static final int READ_BYTES = 128 * 1024;

    /** Room for what stands before the first long PDU of a message, so that this one need not be moved. */
    private static final int COMMAND_BYTES = 4 * 1024;

    private final InputStream in;
    private final PduLimits limits;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    /** What has arrived and was not handed out lies from here. */
    private int start;
    /** And up to here. */
    private int end;
    /** The longest PDU of data that came, with its header: the next will mostly be as long. */
    private int longest;

    /** @param in need not be buffered; a PDU costs one read when it comes in one piece, and less when it is short */
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

    /** Whether some bytes of the next PDU are here already. */
    public boolean hasBegun() {
        return start < end;
    }

    /**
     * The next PDU, or empty when the stream ended before it began.
     *
     * @throws PduException when its type is unknown or its length beyond the limit for the type
     * @throws EOFException when the stream ended within it
     */
    public Optional<RawPdu> next() throws IOException {
        if (!awaitFirst()) {
            return Optional.empty();
        }
        await(PduEncoder.HEADER_BYTES);
        PduType type = PduType.of(Byte.toUnsignedInt(buffer[start]))
                .orElseThrow(() -> new PduException(AbortReason.UNRECOGNIZED_PDU, "unknown PDU type"));
        long length = new FieldReader(buffer, start + 2, 4).u32();
        requireLength(type, length);
        int size = (int) length;
        if (type == PduType.P_DATA_TF) {
            expectData(PduEncoder.HEADER_BYTES + size);
        }
        FieldReader body = PduEncoder.HEADER_BYTES + size <= buffer.length ? body(size) : arriving(size);
        return Optional.of(new RawPdu(type, body));
    }

    private void expectData(int bytes) {
        longest = Math.max(longest, bytes);
        if (buffer.length < bytes) {
            // Once, for the size that the peer was told: its PDUs will mostly be that long.
            int whole = PduEncoder.HEADER_BYTES + limits.dataLength().toInt();
            byte[] larger = new byte[Math.max(whole, READ_BYTES) + COMMAND_BYTES];
            moveTo(larger);
        }
    }

    private FieldReader body(int size) throws IOException {
        await(PduEncoder.HEADER_BYTES + size);
        FieldReader body = new FieldReader(buffer, start + PduEncoder.HEADER_BYTES, size);
        start += PduEncoder.HEADER_BYTES + size;
        return body;
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
                    AbortReason.INVALID_PARAMETER,
                    "a length of " + Count.of(length, "byte") + " is not allowed for " + type);
        }
    }

    private boolean awaitFirst() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
        }
        return hasBegun() || read(PduEncoder.HEADER_BYTES);
    }

    /** Waits until so many bytes are here. */
    private void await(int bytes) throws IOException {
        if (start + bytes > buffer.length) {
            moveTo(buffer);
        }
        while (end - start < bytes) {
            if (!read(bytes)) {
                throw new EOFException("the connection ended within a PDU");
            }
        }
    }

    private boolean read(int wanted) throws IOException {
        int count = in.read(buffer, end, readEnd(wanted) - end);
        end += Math.max(count, 0);
        return count >= 0;
    }

    /** Behind what is wanted, as many PDUs as one read can bring whole: the rest of one would have to be moved. */
    private int readEnd(int wanted) {
        int most = Math.min(buffer.length - start, Math.max(READ_BYTES, longest));
        int whole = longest == 0 ? 0 : most / longest * longest;
        return start + Math.max(wanted, whole);
    }

    private void moveTo(byte[] target) {
        System.arraycopy(buffer, start, target, 0, end - start);
        buffer = target;
        end -= start;
        start = 0;
    }

    /** A long A-ASSOCIATE body: memory is taken as its bytes arrive. */
    private FieldReader arriving(int size) throws IOException {
        int here = Math.min(size, end - start - PduEncoder.HEADER_BYTES);
        byte[] bytes =
                Arrays.copyOfRange(buffer, start + PduEncoder.HEADER_BYTES, start + PduEncoder.HEADER_BYTES + here);
        start += PduEncoder.HEADER_BYTES + here;
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(bytes), in);
        byte[] whole = body.readNBytes(size);
        if (whole.length < size) {
            throw new EOFException("the connection ended within a PDU");
        }
        return new FieldReader(whole, 0, size);
    }
}
