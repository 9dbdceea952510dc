package dozo.core.pdu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    static Stream<Arguments> longest() {
        PduLimits shipped = PduLimits.of(ByteSize.ofKibibytes(256));
        return Stream.of(LIMITS, shipped)
                .flatMap(limits -> Stream.of(
                        Arguments.of(limits, PduType.A_ASSOCIATE_RQ, limits.associateLength()),
                        Arguments.of(limits, PduType.A_ASSOCIATE_AC, limits.associateLength()),
                        Arguments.of(limits, PduType.P_DATA_TF, limits.dataLength())));
    }

    /** INV-8: the length of a PDU is a peer's to write, and what it makes this side hold is not. */
    @ParameterizedTest
    @MethodSource("longest")
    void takesThePduAsLongAsItsLimitAndRefusesOneByteMoreUnread(PduLimits limits, PduType type, ByteSize longest)
            throws IOException {
        Announced whole = new Announced(type.code(), longest.bytes());
        FieldReader body = new PduReader(whole, limits).next().orElseThrow().body();
        assertEquals(longest.bytes(), body.remaining());
        for (long length : List.of(longest.bytes() + 1, 1L << 31, (1L << 32) - 1)) {
            refusesUnread(AbortReason.INVALID_PARAMETER, new Announced(type.code(), length), limits);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"A_ASSOCIATE_RJ", "A_RELEASE_RQ", "A_RELEASE_RP", "A_ABORT"})
    void takesPdusOfFixedLengthInThatLengthOnly(PduType type) throws IOException {
        assertEquals(
                4,
                new PduReader(new Announced(type.code(), 4), LIMITS)
                        .next()
                        .orElseThrow()
                        .body()
                        .remaining());
        for (long length : List.of(0L, 3L, 5L, (1L << 32) - 1)) {
            refusesUnread(AbortReason.INVALID_PARAMETER, new Announced(type.code(), length), LIMITS);
        }
    }

    @Test
    void refusesDataWithoutAny() {
        refusesUnread(AbortReason.INVALID_PARAMETER, new Announced(PduType.P_DATA_TF.code(), 0), LIMITS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x08, 0xFF})
    void refusesATypeThatIsNone(int code) {
        refusesUnread(AbortReason.UNRECOGNIZED_PDU, new Announced(code, 4), LIMITS);
    }

    private static void refusesUnread(AbortReason reason, Announced stream, PduLimits limits) {
        PduException refused = assertThrows(PduException.class, new PduReader(stream, limits)::next);
        assertEquals(reason, refused.reason());
        assertEquals(PduEncoder.HEADER_BYTES, stream.given, "what was read before it was refused");
    }

    /** The header of a PDU, and as much behind it as anybody reads. */
    private static final class Announced extends InputStream {

        private final byte[] header;
        private long given;

        Announced(int code, long length) {
            header = ByteBuffer.allocate(PduEncoder.HEADER_BYTES)
                    .put((byte) code)
                    .put((byte) 0)
                    .putInt((int) length)
                    .array();
        }

        @Override
        public int read() {
            return given < header.length ? Byte.toUnsignedInt(header[(int) given++]) : (int) (given++ & 0x7F);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) read();
            }
            return length;
        }
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
