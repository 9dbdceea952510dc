package dozo.core.association;

import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduType;
import dozo.core.pdu.Pdv;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one message: a command set, then at most one data set, in P-DATA-TF PDUs filled to what the peer takes (PS3.8 Annex E). Holds
 * the association's lock for messages until it is closed, so two messages never mix. For one thread.
 */
public final class MessageOutput implements AutoCloseable {

    private final Association association;
    private final byte[] buffer;
    private final int contextId;
    private boolean complete;
    private boolean begun;

    /** @param buffer for one whole PDU; belongs to this until it is closed */
    MessageOutput(Association association, byte[] buffer, int contextId) {
        this.association = association;
        this.buffer = buffer;
        this.contextId = contextId;
    }

    /** Writes the whole command set. @throws AssociationLostException when the association is lost */
    public void command(byte[] encoded) throws IOException {
        begun = true;
        try (Fragments out = new Fragments(true)) {
            out.write(encoded, 0, encoded.length);
        }
    }

    /** A stream for the data set; closing it completes the data set. Unbuffered writing is not costly. */
    public OutputStream dataSet() {
        return new Fragments(false);
    }

    /** States that all of the message has been written. */
    public void complete() {
        complete = true;
    }

    /** Lets the next message begin. Aborts the association when this one was begun and not completed: the peer could not tell. */
    @Override
    public void close() {
        association.endMessage(begun && !complete);
    }

    /** Collects bytes into the buffer and sends it when it is full and more comes, so that the last fragment is known as such. */
    private final class Fragments extends OutputStream {

        private static final int DATA_OFFSET = PduEncoder.HEADER_BYTES + Pdv.HEADER_BYTES;

        private final boolean command;
        private final int end;
        private int position = DATA_OFFSET;
        private boolean closed;

        Fragments(boolean command) {
            this.command = command;
            // DCMTK refuses fragments of odd length.
            this.end = DATA_OFFSET + ((buffer.length - DATA_OFFSET) & ~1);
        }

        @Override
        public void write(int b) throws IOException {
            if (position == end) {
                send(false);
            }
            buffer[position++] = (byte) b;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                if (position == end) {
                    send(false);
                }
                int count = Math.min(left, end - position);
                System.arraycopy(source, from, buffer, position, count);
                position += count;
                from += count;
                left -= count;
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                send(true);
            }
        }

        private void send(boolean last) throws IOException {
            buffer[0] = (byte) PduType.P_DATA_TF.code();
            buffer[1] = 0;
            putInt(2, position - PduEncoder.HEADER_BYTES);
            putInt(PduEncoder.HEADER_BYTES, position - PduEncoder.HEADER_BYTES - 4);
            buffer[PduEncoder.HEADER_BYTES + 4] = (byte) contextId;
            buffer[PduEncoder.HEADER_BYTES + 5] = (byte) Pdv.controlHeader(command, last);
            association.sendData(buffer, position);
            position = DATA_OFFSET;
        }

        private void putInt(int at, int value) {
            buffer[at] = (byte) (value >>> 24);
            buffer[at + 1] = (byte) (value >>> 16);
            buffer[at + 2] = (byte) (value >>> 8);
            buffer[at + 3] = (byte) value;
        }
    }
}
