package dozo.core.association;

import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduType;
import dozo.core.pdu.Pdv;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one message: a command set, then at most one data set, in P-DATA-TF PDUs filled to what the peer takes (PS3.8 Annex E). The
 * end of a command set waits for the beginning of its data set, so that a short message costs one write to the connection. Holds
 * the association's lock for messages until it is closed, so two messages never mix. For one thread.
 */
public final class MessageOutput implements AutoCloseable {

    private final Association association;
    private final byte[] buffer;
    private final int contextId;

    /** Bytes of a whole PDU at the buffer's beginning that wait for the next one. */
    private int waiting;

    private boolean complete;
    private boolean begun;

    /** @param buffer for one whole PDU; belongs to this until it is closed */
    MessageOutput(Association association, byte[] buffer, int contextId) {
        this.association = association;
        this.buffer = buffer;
        this.contextId = contextId;
    }

    /**
     * Writes the whole command set.
     *
     * @param dataSetFollows whether {@link #dataSet()} is written next, which then takes the command set along
     * @throws AssociationLostException when the association is lost
     */
    public void command(byte[] encoded, boolean dataSetFollows) throws IOException {
        begun = true;
        try (Fragments out = new Fragments(true, dataSetFollows)) {
            out.write(encoded, 0, encoded.length);
        }
    }

    /** A stream for the data set; closing it completes the data set. Unbuffered writing is not costly. */
    public OutputStream dataSet() {
        return new Fragments(false, false);
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

        /** A PDU waits only where it leaves the next one this much room, lest that is cut into pieces. */
        private static final int ROOM_MIN = 1024;

        private final boolean command;
        private final boolean moreFollows;
        private int position;
        private int end;
        private boolean closed;

        Fragments(boolean command, boolean moreFollows) {
            this.command = command;
            this.moreFollows = moreFollows;
            begin();
        }

        private void begin() {
            position = waiting + DATA_OFFSET;
            // DCMTK refuses fragments of odd length.
            end = position + ((buffer.length - position) & ~1);
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
            buffer[waiting] = (byte) PduType.P_DATA_TF.code();
            buffer[waiting + 1] = 0;
            int data = waiting + PduEncoder.HEADER_BYTES;
            putInt(waiting + 2, position - data);
            putInt(data, position - data - 4);
            buffer[data + 4] = (byte) contextId;
            buffer[data + 5] = (byte) Pdv.controlHeader(command, last);
            if (last && moreFollows && buffer.length - position >= ROOM_MIN) {
                waiting = position;
            } else {
                association.sendData(buffer, position);
                waiting = 0;
            }
            begin();
        }

        private void putInt(int at, int value) {
            buffer[at] = (byte) (value >>> 24);
            buffer[at + 1] = (byte) (value >>> 16);
            buffer[at + 2] = (byte) (value >>> 8);
            buffer[at + 3] = (byte) value;
        }
    }
}
