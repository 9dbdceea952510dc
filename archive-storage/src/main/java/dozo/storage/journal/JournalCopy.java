package dozo.storage.journal;

import dozo.storage.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One copy of a journal, read line by line with bounded memory. Not thread-safe. */
final class JournalCopy implements Closeable {

    /** Longest line in bytes; a line of today is below 1000. */
    static final int MAX_LINE_BYTES = 64 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Volume volume;
    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long nextBytes = -1;

    JournalCopy(Volume volume, SeekableByteChannel channel) {
        this.volume = volume;
        this.channel = channel;
    }

    Volume volume() {
        return volume;
    }

    long sizeBytes() throws IOException {
        return channel.size();
    }

    /** The line that begins at {@code offset}, without its newline; null when it has no newline, or a false seal. */
    byte @Nullable [] sealedLine(long offset) throws IOException {
        byte[] line = line(offset);
        return line != null && LineSeal.holds(line) ? line : null;
    }

    /**
     * The same from the first of the copies that has the line.
     *
     * @throws IOException when none has it, and one could not be read
     */
    static byte @Nullable [] sealedLine(List<JournalCopy> copies, long offset) throws IOException {
        IOException failure = null;
        for (JournalCopy copy : copies) {
            try {
                byte[] line = copy.sealedLine(offset);
                if (line != null) {
                    return line;
                }
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /** Where the next line with a true seal begins, at or behind {@code offset}; -1 when there is none. */
    long nextSealedLine(long offset) throws IOException {
        long start = offset;
        while (start < channel.size()) {
            if (sealedLine(start) != null) {
                return start;
            }
            start = behindNextNewline(start);
        }
        return -1;
    }

    /** Up to {@code length} bytes from {@code offset} on; fewer only at the end. */
    byte[] bytes(long offset, int length) throws IOException {
        seek(offset);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        for (int next = 0; bytes.size() < length && next >= 0; ) {
            next = read();
            if (next >= 0) {
                bytes.write(next);
            }
        }
        return bytes.toByteArray();
    }

    private byte @Nullable [] line(long offset) throws IOException {
        seek(offset);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() <= MAX_LINE_BYTES) {
            int next = read();
            if (next < 0) {
                return null;
            }
            if (next == '\n') {
                return line.toByteArray();
            }
            line.write(next);
        }
        return null;
    }

    private long behindNextNewline(long offset) throws IOException {
        seek(offset);
        int next = read();
        while (next >= 0 && next != '\n') {
            next = read();
        }
        return nextBytes;
    }

    private void seek(long offset) throws IOException {
        if (offset != nextBytes) {
            channel.position(offset);
            buffer.limit(0);
            nextBytes = offset;
        }
    }

    private int read() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            if (count <= 0) {
                return -1;
            }
        }
        nextBytes++;
        return buffer.get() & 0xFF;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
