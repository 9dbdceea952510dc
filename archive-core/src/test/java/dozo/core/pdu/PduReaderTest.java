package dozo.core.pdu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.value.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How PDUs are taken from what arrives: whole, in order, and in few reads. */
class PduReaderTest {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int LONGEST_DATA = 40 * 1024;
    private static final int LONGEST_REQUEST = 32 * 1024;
    private static final PduLimits LIMITS =
            new PduLimits(ByteSize.ofBytes(LONGEST_REQUEST), ByteSize.ofBytes(LONGEST_DATA), 20);

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<byte[]> bodies = new ArrayList<>();
    private final Random random = new Random(20261122);

    private void send(PduType type, int length) {
        byte[] body = new byte[length];
        random.nextBytes(body);
        sent.writeBytes(ByteBuffer.allocate(PduEncoder.HEADER_BYTES)
                .put((byte) type.code())
                .put((byte) 0)
                .putInt(length)
                .array());
        sent.writeBytes(body);
        bodies.add(body);
    }

    private void assertAllRead(PduReader reader) throws IOException {
        for (byte[] body : bodies) {
            byte[] read = new byte[body.length];
            FieldReader fields = reader.next().orElseThrow().body();
            assertEquals(body.length, fields.read(read, 0, read.length));
            assertArrayEquals(body, read);
            assertEquals(0, fields.remaining());
        }
        assertFalse(reader.hasBegun());
        assertTrue(reader.next().isEmpty());
    }

    /** The last of these pieces is more than is read at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 16_390, 70_000, 1_000_000})
    void givesTheSamePdusHoweverTheyArrive(int longestPiece) throws IOException {
        send(PduType.A_ASSOCIATE_RQ, LONGEST_REQUEST);
        for (int i = 0; i < 60; i++) {
            send(PduType.P_DATA_TF, 1 + random.nextInt(1 << 4 + random.nextInt(11)));
            send(PduType.P_DATA_TF, i < 20 ? 16 * 1024 : LONGEST_DATA);
            send(i % 7 == 0 ? PduType.A_ASSOCIATE_RQ : PduType.P_DATA_TF, 1 + random.nextInt(LONGEST_REQUEST));
        }
        assertAllRead(new PduReader(new Arriving(sent.toByteArray(), longestPiece), LIMITS));
    }

    @Test
    void takesShortPdusManyAtATime() throws IOException {
        for (int i = 0; i < 700; i++) {
            send(PduType.P_DATA_TF, 16 * 1024);
        }
        Arriving stream = new Arriving(sent.toByteArray(), ALL);
        assertAllRead(new PduReader(stream, LIMITS));
        assertTrue(stream.reads <= 110, stream.reads + " reads for 700 PDUs, of which seven fit into one");
    }

    @Test
    void saysWhetherSomeOfTheNextPduIsHereAlready() throws IOException {
        send(PduType.P_DATA_TF, 100);
        send(PduType.P_DATA_TF, 100);
        PduReader reader = new PduReader(new ByteArrayInputStream(sent.toByteArray(), 0, 150), LIMITS);
        assertFalse(reader.hasBegun());
        reader.next();
        assertTrue(reader.hasBegun());
    }

    /** Gives at each read as much as has "arrived". */
    private final class Arriving extends InputStream {

        private final InputStream bytes;
        private final int longestPiece;
        private int reads;

        Arriving(byte[] bytes, int longestPiece) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.longestPiece = longestPiece;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            reads++;
            int arrived = longestPiece == ALL ? ALL : 1 + random.nextInt(longestPiece);
            return bytes.read(target, offset, Math.min(length, arrived));
        }
    }
}
