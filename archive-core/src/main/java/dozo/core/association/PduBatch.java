package dozo.core.association;

import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduType;
import dozo.core.pdu.Pdv;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * P-DATA-TF PDUs of one PDV each (PS3.8 section 9.3.5), one behind the other, so that a command set goes with the beginning of its
 * data set and several short PDUs go at once: the system is called once for all of them, and the peer woken once. What they carry is
 * copied, or stays where it lies until they have been sent. For one thread.
 */
final class PduBatch {

    /** What is written at once, and the longest PDU: what the peer reads is then still in the processor's caches. */
    static final int BYTES = 128 * 1024;

    /** Most associations only ever send responses. */
    private static final int FIRST_BYTES = 4 * 1024;

    /** Less room than this is not filled with a PDU of its own. */
    private static final int LEAST_PDU_BYTES = 2 * 1024;

    private static final int DATA_OFFSET = PduEncoder.HEADER_BYTES + Pdv.HEADER_BYTES;

    /**
     * What lies elsewhere.
     *
     * @param at its place: so many bytes of ours come before it
     */
    private record Lent(int at, ByteBuffer bytes) {}

    private final int pduBytes;
    /** Headers, and what was copied. */
    private byte[] bytes = new byte[FIRST_BYTES];

    private int position;
    private final List<Lent> lent = new ArrayList<>();
    /** Of the whole batch. */
    private int length;
    /** Where the last PDU's header is. */
    private int start;
    /** What may still be added to the last PDU. */
    private int left;
    /** What the last PDU has of data. */
    private int data;

    /** @param maxLength of the variable field of a PDU */
    PduBatch(int maxLength) {
        this.pduBytes = PduEncoder.HEADER_BYTES + maxLength;
    }

    /** Begins a PDU behind those that are complete. */
    void open() {
        start = position;
        data = 0;
        // DCMTK refuses fragments of odd length.
        left = (Math.min(pduBytes, room()) - DATA_OFFSET) & ~1;
        reserve(DATA_OFFSET);
        position += DATA_OFFSET;
        length += DATA_OFFSET;
    }

    /** Adds to the PDU a copy of what it has room for. @return how many bytes those were */
    int put(byte[] source, int offset, int count) {
        int step = Math.min(count, left);
        reserve(step);
        System.arraycopy(source, offset, bytes, position, step);
        position += step;
        added(step);
        return step;
    }

    /** As the other, from the position of {@code source}. */
    void put(ByteBuffer source) {
        int step = Math.min(source.remaining(), left);
        reserve(step);
        source.get(bytes, position, step);
        position += step;
        added(step);
    }

    /** Adds to the PDU what it has room for from the position of {@code source}, which must stay as it is until the batch has been sent. */
    void lend(ByteBuffer source) {
        int step = Math.min(source.remaining(), left);
        lent.add(new Lent(position, source.slice(source.position(), step)));
        source.position(source.position() + step);
        added(step);
    }

    private void added(int step) {
        left -= step;
        data += step;
        length += step;
    }

    /** Completes the PDU. */
    void close(int contextId, int controlHeader) {
        ByteBuffer.wrap(bytes, start, DATA_OFFSET)
                .put((byte) PduType.P_DATA_TF.code())
                .put((byte) 0)
                .putInt(Pdv.HEADER_BYTES + data)
                .putInt(Pdv.HEADER_BYTES - Integer.BYTES + data)
                .put((byte) contextId)
                .put((byte) controlHeader);
    }

    /** Whether the complete PDUs are to be sent before another is begun. */
    boolean isFull() {
        return room() < LEAST_PDU_BYTES;
    }

    /** How many bytes still go into the batch, headers among them. */
    int room() {
        return BYTES - length;
    }

    /** The PDUs, valid until something is added. */
    ByteBuffer[] pieces() {
        ByteBuffer[] pieces = new ByteBuffer[2 * lent.size() + 1];
        int from = 0;
        for (int i = 0; i < lent.size(); i++) {
            Lent other = lent.get(i);
            pieces[2 * i] = ByteBuffer.wrap(bytes, from, other.at() - from);
            pieces[2 * i + 1] = other.bytes();
            from = other.at();
        }
        pieces[pieces.length - 1] = ByteBuffer.wrap(bytes, from, position - from);
        return pieces;
    }

    /** Of all PDUs, in bytes. */
    int length() {
        return length;
    }

    void clear() {
        position = 0;
        length = 0;
        lent.clear();
    }

    private void reserve(int more) {
        if (position + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(BYTES, Math.max(position + more, 2 * bytes.length)));
        }
    }
}
