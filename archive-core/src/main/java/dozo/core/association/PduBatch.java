package dozo.core.association;

import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduType;
import dozo.core.pdu.Pdv;
import java.util.Arrays;

/**
 * P-DATA-TF PDUs of one PDV each (PS3.8 section 9.3.5), one behind the other, so that a command set goes with the beginning of its
 * data set and several short PDUs go at once: the system is called once for all of them, and the peer woken once. For one thread.
 */
final class PduBatch {

    /** What is written at once, and the longest PDU: Java hands the system no more in one call. */
    static final int BYTES = 128 * 1024;

    /** Most associations only ever send responses. */
    private static final int FIRST_BYTES = 4 * 1024;

    /** Less room than this is not filled with a PDU of its own. */
    private static final int LEAST_PDU_BYTES = 2 * 1024;

    private static final int DATA_OFFSET = PduEncoder.HEADER_BYTES + Pdv.HEADER_BYTES;

    private final int pduBytes;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int start;
    private int position;
    private int end;

    /** @param maxLength of the variable field of a PDU */
    PduBatch(int maxLength) {
        this.pduBytes = PduEncoder.HEADER_BYTES + maxLength;
    }

    /** Begins a PDU behind those that are complete. */
    void open() {
        start = position;
        // DCMTK refuses fragments of odd length.
        int fragment = (Math.min(pduBytes, BYTES - start) - DATA_OFFSET) & ~1;
        position += DATA_OFFSET;
        end = position + fragment;
    }

    /** Adds to the PDU what it has room for. @return how many bytes those were */
    int put(byte[] source, int offset, int length) {
        int count = Math.min(length, end - position);
        reserve(position + count);
        System.arraycopy(source, offset, bytes, position, count);
        position += count;
        return count;
    }

    /** Completes the PDU. */
    void close(int contextId, int controlHeader) {
        reserve(position);
        bytes[start] = (byte) PduType.P_DATA_TF.code();
        bytes[start + 1] = 0;
        putInt(start + 2, position - start - PduEncoder.HEADER_BYTES);
        putInt(start + PduEncoder.HEADER_BYTES, position - start - PduEncoder.HEADER_BYTES - 4);
        bytes[start + PduEncoder.HEADER_BYTES + 4] = (byte) contextId;
        bytes[start + PduEncoder.HEADER_BYTES + 5] = (byte) controlHeader;
    }

    /** Whether the complete PDUs are to be sent before another is begun. */
    boolean isFull() {
        return BYTES - position < LEAST_PDU_BYTES;
    }

    /** The PDUs, from 0 to {@link #length()}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return position;
    }

    void clear() {
        position = 0;
    }

    private void reserve(int needed) {
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(BYTES, Math.max(needed, 2 * bytes.length)));
        }
    }

    private void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }
}
