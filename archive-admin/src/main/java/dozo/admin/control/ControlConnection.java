package dozo.admin.control;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** Lines of bounded length over a Unix-domain socket. One thread reads, one writes. Owns the channel. */
final class ControlConnection implements AutoCloseable {

    /** Longest request in bytes: UIDs to act on, never bulk data. */
    static final int MAX_REQUEST_BYTES = 1 << 20;

    /** Longest reply in bytes: a listing, whose length its operation limits too. */
    static final int MAX_REPLY_BYTES = 64 << 20;

    private final SocketChannel channel;
    private final InputStream in;

    ControlConnection(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
    }

    /** The next message as {@code type}. @throws IOException when the line is longer than {@code maxBytes}, ends early or is not such a message */
    <T> T read(Class<T> type, int maxBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the other side closed the control connection");
            }
            if (line.size() == maxBytes) {
                throw new IOException("a control message is longer than " + maxBytes + " bytes");
            }
            line.write(b);
        }
        T message = ControlMessage.JSON.readValue(line.toByteArray(), type);
        if (message == null) {
            throw new IOException("a control message is null");
        }
        return message;
    }

    /** Sends the message whole. */
    void write(Record message) throws IOException {
        byte[] line = ControlMessage.encode(message);
        ByteBuffer buffer =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
