package dozo.core.association;

import dozo.core.encoding.BufferOutput;
import dozo.core.pdu.Pdv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes one message: a command set, then at most one data set, in P-DATA-TF PDUs filled to what the peer takes (PS3.8 Annex E). Holds
 * the association's lock for messages until it is closed, so two messages never mix. For one thread.
 */
public final class MessageOutput implements AutoCloseable {

    /** Where messages go. */
    interface Line {

        /** Sends whole P-DATA-TF PDUs, one or more, in pieces. @throws IOException when the association is lost */
        void send(ByteBuffer... pdus) throws IOException;

        /** The message is over; {@code broken} when the peer has only a part of it. */
        void end(boolean broken);
    }

    /** So much of messages that may wait is sent nevertheless, so that the peer has something to do. */
    static final int WAITING_BYTES = 32 * 1024;

    private final Line line;
    private final PduBatch batch;
    private final int contextId;
    private boolean complete;
    private boolean begun;

    /** @param batch with nothing but whole messages that wait for this one; belongs to this until it is closed */
    MessageOutput(Line line, PduBatch batch, int contextId) {
        this.line = line;
        this.batch = batch;
        this.contextId = contextId;
    }

    /** Writes the whole command set, which goes with the beginning of the data set if there is one. @throws AssociationLostException when the association is lost */
    public void command(byte[] encoded) throws IOException {
        begun = true;
        try (Fragments out = new Fragments(true)) {
            out.write(encoded, 0, encoded.length);
        }
    }

    /** A stream for the data set; closing it completes the data set. Unbuffered writing is not costly. */
    public OutputStream dataSet() throws IOException {
        return new Fragments(false);
    }

    /** States that all of the message has been written, and sends what was not sent yet. */
    public void complete() throws IOException {
        send();
        complete = true;
    }

    /**
     * As {@link #complete}, but leaves what was not sent yet to go with the next message, unless it is much.
     * {@link Association#flush} sends it where no message follows soon.
     */
    public void completeWithNext() throws IOException {
        if (batch.length() >= WAITING_BYTES) {
            send();
        }
        complete = true;
    }

    /** Lets the next message begin. Aborts the association when this one was begun and not completed: the peer could not tell. */
    @Override
    public void close() {
        boolean broken = begun && !complete;
        if (broken) {
            batch.clear();
        }
        line.end(broken);
    }

    private void send() throws IOException {
        line.send(batch.pieces());
        batch.clear();
    }

    /** Fills PDU after PDU; each is completed when it is full and more comes, so that the last fragment is known as such. */
    private final class Fragments extends OutputStream implements BufferOutput {

        private final boolean command;
        private final byte[] one = new byte[1];
        private boolean closed;

        Fragments(boolean command) throws IOException {
            this.command = command;
            begin();
        }

        @Override
        public void write(int b) throws IOException {
            one[0] = (byte) b;
            write(one, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                int count = batch.put(source, from, left);
                from += count;
                left -= count;
                if (left > 0) {
                    end(false);
                    begin();
                }
            }
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            while (source.hasRemaining()) {
                // More than there is room for: what is lent to the batch goes out below, before it is the caller's
                // again.
                if (source.remaining() > batch.room()) {
                    batch.lend(source);
                } else {
                    batch.put(source);
                }
                if (source.hasRemaining()) {
                    end(false);
                    begin();
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                end(true);
            }
        }

        private void begin() throws IOException {
            if (batch.isFull()) {
                send();
            }
            batch.open();
        }

        private void end(boolean last) {
            batch.close(contextId, Pdv.controlHeader(command, last));
        }
    }
}
