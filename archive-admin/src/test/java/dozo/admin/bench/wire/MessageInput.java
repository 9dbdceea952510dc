package dozo.admin.bench.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads DIMSE messages off a connection and lets their data sets fall: only command sets are kept, and data sets counted.
 * Nothing is allocated for a message. Not thread-safe.
 */
final class MessageInput {

    private static final int FIRST_BUFFER_BYTES = 4096;
    /** What falls is read into the processor's cache again and again, many connections' worth of it. */
    private static final int BUFFER_BYTES = 128 * 1024;

    private static final int LARGEST_COMMAND = 4096;
    private static final int PDU_HEADER = 6;
    private static final int PDV_HEADER = 6;
    private static final int P_DATA = 4;
    private static final int COMMAND_BIT = 1;
    private static final int LAST_BIT = 2;

    private final ReadableByteChannel channel;
    /** Small until the first message: an association may be opened only to be released. */
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER_BYTES).flip();

    private final ByteBuffer command = ByteBuffer.allocate(LARGEST_COMMAND).order(ByteOrder.LITTLE_ENDIAN);

    private long left;
    private int contextId;
    private long dataBytes;
    private int endType;

    MessageInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Reads the next message with its data set.
     *
     * @return false when a PDU of another type came in its place; see {@link #endType()}
     * @throws EOFException when the connection ended
     */
    boolean next() throws IOException {
        enlarge(BUFFER_BYTES);
        command.clear();
        dataBytes = 0;
        if (!part(true)) {
            return false;
        }
        command.flip();
        boolean data = CommandBytes.number(command, CommandBytes.DATA_SET_TYPE) != CommandBytes.NO_DATA_SET;
        return !data || part(false);
    }

    /** The command set of the message; valid until the next one is read. */
    ByteBuffer command() {
        return command;
    }

    /** The presentation context of the message. */
    int contextId() {
        return contextId;
    }

    /** Bytes of the message's data set. */
    long dataBytes() {
        return dataBytes;
    }

    /** The type of the PDU that ended the messages (PS3.8 section 9.3.1). */
    int endType() {
        return endType;
    }

    /** A whole PDU that is no P-DATA-TF, its header included, as associating begins with. */
    byte[] pdu() throws IOException {
        need(PDU_HEADER);
        int length = PDU_HEADER + buffer.getInt(buffer.position() + 2);
        need(length);
        byte[] pdu = new byte[length];
        buffer.get(pdu);
        return pdu;
    }

    private boolean part(boolean isCommand) throws IOException {
        boolean last = false;
        while (!last) {
            if (left == 0 && !pduHeader()) {
                return false;
            }
            need(PDV_HEADER);
            int length = buffer.getInt() - 2;
            contextId = buffer.get();
            int flags = buffer.get();
            left -= PDV_HEADER + length;
            if (isCommand != ((flags & COMMAND_BIT) != 0)) {
                throw new IOException("command and data set are out of order");
            }
            last = (flags & LAST_BIT) != 0;
            take(length, isCommand);
        }
        return true;
    }

    private boolean pduHeader() throws IOException {
        need(PDU_HEADER);
        int type = buffer.get(buffer.position());
        if (type != P_DATA) {
            endType = type;
            return false;
        }
        left = Integer.toUnsignedLong(buffer.getInt(buffer.position() + 2));
        buffer.position(buffer.position() + PDU_HEADER);
        return true;
    }

    private void take(int length, boolean isCommand) throws IOException {
        if (isCommand) {
            need(length);
            command.put(command.position(), buffer, buffer.position(), length).position(command.position() + length);
            buffer.position(buffer.position() + length);
            return;
        }
        dataBytes += length;
        int rest = length;
        while (rest > 0) {
            need(1);
            int step = Math.min(rest, buffer.remaining());
            buffer.position(buffer.position() + step);
            rest -= step;
        }
    }

    private void enlarge(int bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).put(buffer).flip();
        }
    }

    private void need(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        if (bytes > BUFFER_BYTES) {
            throw new IOException("a PDU of " + bytes + " bytes is none");
        }
        enlarge(bytes);
        buffer.compact();
        while (buffer.position() < bytes) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the peer closed the connection");
            }
        }
        buffer.flip();
    }
}
