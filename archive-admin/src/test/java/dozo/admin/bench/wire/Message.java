package dozo.admin.bench.wire;

import java.nio.ByteBuffer;

/** Lays a message out as P-DATA-TF PDUs (PS3.8 section 9.3.5), one PDV in each, the command in a PDU of its own. */
final class Message {

    /** Bytes before the data of a PDU: its own header and that of its one PDV. */
    static final int HEADERS = 12;

    private static final int PDV_HEADER = 6;
    private static final int P_DATA = 4;
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private Message() {}

    /** A whole message, ready to be sent; {@code dataSet} is null where none follows. */
    static ByteBuffer of(int contextId, int maxPdu, byte[] command, byte[] dataSet) {
        int dataLength = dataSet == null ? 0 : encodedLength(dataSet.length, maxPdu);
        ByteBuffer out = ByteBuffer.allocateDirect(HEADERS + command.length + dataLength);
        putCommand(out, contextId, command);
        if (dataSet != null) {
            putData(out, contextId, maxPdu, dataSet, 0, dataSet.length);
        }
        return out.flip();
    }

    /** Bytes that {@code length} bytes of a data set take with the headers between them. */
    static int encodedLength(int length, int maxPdu) {
        int each = maxPdu - PDV_HEADER;
        return length + HEADERS * ((length + each - 1) / each);
    }

    static void putCommand(ByteBuffer out, int contextId, byte[] command) {
        putHeaders(out, contextId, command.length, COMMAND | LAST);
        out.put(command);
    }

    /** A part of a data set, from the beginning of a PDU on. */
    static void putData(ByteBuffer out, int contextId, int maxPdu, byte[] dataSet, int from, int to) {
        int at = from;
        while (at < to) {
            int length = Math.min(maxPdu - PDV_HEADER, to - at);
            putHeaders(out, contextId, length, at + length == dataSet.length ? LAST : 0);
            out.put(dataSet, at, length);
            at += length;
        }
    }

    private static void putHeaders(ByteBuffer out, int contextId, int length, int flags) {
        out.put((byte) P_DATA).put((byte) 0).putInt(length + PDV_HEADER);
        out.putInt(length + 2).put((byte) contextId).put((byte) flags);
    }
}
