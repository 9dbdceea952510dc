package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.encoding.BufferOutput;
import dozo.core.pdu.PduType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many times the system is called for a message, and what it is given each time. */
class MessageOutputTest {

    private static final int CONTEXT = 5;
    private static final byte[] COMMAND = new byte[100];
    private static final int COMMAND_PDU = 112;
    private static final int DATA_HEADER = 12;
    private static final long SEED = 20_261_122;

    private final Recording line = new Recording();

    /** Keeps each write apart. */
    private static final class Recording implements MessageOutput.Line {

        final List<byte[]> writes = new ArrayList<>();
        final List<Boolean> ends = new ArrayList<>();

        @Override
        public void send(ByteBuffer... pdus) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (ByteBuffer piece : pdus) {
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                all.writeBytes(bytes);
            }
            writes.add(all.toByteArray());
        }

        @Override
        public void end(boolean broken) {
            ends.add(broken);
        }

        List<Integer> lengths() {
            return writes.stream().map(write -> write.length).toList();
        }
    }

    private MessageOutput begin(int maxLength) {
        return new MessageOutput(line, new PduBatch(maxLength), CONTEXT);
    }

    private void send(int maxLength, byte[] data) throws IOException {
        try (MessageOutput message = begin(maxLength)) {
            message.command(COMMAND);
            try (OutputStream out = message.dataSet()) {
                out.write(data);
            }
            message.complete();
        }
    }

    @Test
    void aCommandAloneIsOneWrite() throws IOException {
        try (MessageOutput message = begin(16_384)) {
            message.command(COMMAND);
            message.complete();
        }
        assertEquals(List.of(COMMAND_PDU), line.lengths());
        assertEquals(List.of(false), line.ends);
    }

    @Test
    void aCommandGoesWithAShortDataSetInOneWrite() throws IOException {
        send(16_384, new byte[1000]);
        assertEquals(List.of(COMMAND_PDU + DATA_HEADER + 1000), line.lengths());
    }

    @Test
    void aCommandGoesWithTheBeginningOfALongDataSet() throws IOException {
        send(1 << 20, new byte[300_000]);
        int first = PduBatch.BYTES - COMMAND_PDU - DATA_HEADER;
        int second = PduBatch.BYTES - DATA_HEADER;
        assertEquals(List.of(PduBatch.BYTES, PduBatch.BYTES, DATA_HEADER + 300_000 - first - second), line.lengths());
    }

    @Test
    void severalShortPdusGoInOneWrite() throws IOException {
        send(4096, new byte[20_000]);
        assertEquals(1, line.writes.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 16_382, 16_384, 65_536, 1 << 20})
    void theDataSetArrivesWholeAndTheLastFragmentIsMarked(int maxLength) throws IOException {
        byte[] data = randomBytes();
        send(maxLength, data);
        requireArrived(data, maxLength);
    }

    /** The memory is another's as soon as it has been written, though not all of it was sent. */
    @ParameterizedTest
    @ValueSource(ints = {4096, 16_382, 16_384, 65_536, 1 << 20})
    void whatLiesOutsideTheHeapArrivesWholeThoughItsMemoryIsUsedAgainAtOnce(int maxLength) throws IOException {
        byte[] data = randomBytes();
        ByteBuffer lent = ByteBuffer.allocateDirect(2 * PduBatch.BYTES);
        Random random = new Random(SEED);
        try (MessageOutput message = begin(maxLength)) {
            message.command(COMMAND);
            try (OutputStream out = message.dataSet()) {
                int at = 0;
                while (at < data.length) {
                    int count = Math.min(random.nextInt(lent.capacity() + 1), data.length - at);
                    lent.clear().put(data, at, count).flip();
                    ((BufferOutput) out).write(lent);
                    assertFalse(lent.hasRemaining());
                    lent.clear().put(new byte[lent.capacity()]);
                    at += count;
                    if (at < data.length) {
                        out.write(data, at++, 1);
                    }
                }
            }
            message.complete();
        }
        requireArrived(data, maxLength);
        assertTrue(line.lengths().stream().allMatch(length -> length <= PduBatch.BYTES));
    }

    @Test
    void whatLiesOutsideTheHeapIsWrittenAsOftenAsWhatLiesInIt() throws IOException {
        try (MessageOutput message = begin(65_536)) {
            message.command(COMMAND);
            try (OutputStream out = message.dataSet()) {
                ((BufferOutput) out).write(ByteBuffer.allocateDirect(500_000));
            }
            message.complete();
        }
        List<Integer> outside = line.lengths();
        line.writes.clear();
        send(65_536, new byte[500_000]);
        assertEquals(line.lengths(), outside);
    }

    private static byte[] randomBytes() {
        byte[] data = new byte[1_000_000];
        new Random(SEED).nextBytes(data);
        return data;
    }

    private void requireArrived(byte[] data, int maxLength) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        List<Integer> flags = new ArrayList<>();
        line.writes.forEach(write -> read(write, maxLength, arrived, flags));
        byte[] all = arrived.toByteArray();
        assertArrayEquals(data, Arrays.copyOfRange(all, COMMAND.length, all.length));
        assertEquals(3, flags.get(0), "the command, its last fragment");
        assertEquals(2, flags.get(flags.size() - 1), "the last fragment of the data set");
        assertTrue(flags.subList(1, flags.size() - 1).stream().allMatch(flag -> flag == 0));
    }

    @Test
    void sendsNothingOfAMessageThatWasNotCompletedButSaysThatItIsBroken() {
        assertThrows(IOException.class, () -> {
            try (MessageOutput message = begin(16_384)) {
                message.command(COMMAND);
                throw new IOException("the disk fails");
            }
        });
        assertTrue(line.writes.isEmpty());
        assertEquals(List.of(true), line.ends);
    }

    @Test
    void shortMessagesThatMayWaitGoWithTheNextOneInOneWrite() throws IOException {
        PduBatch batch = new PduBatch(16_384);
        sendWithNext(batch, 200);
        sendWithNext(batch, 200);
        assertTrue(line.writes.isEmpty());
        try (MessageOutput last = new MessageOutput(line, batch, CONTEXT)) {
            last.command(COMMAND);
            last.complete();
        }
        assertEquals(List.of(2 * (COMMAND_PDU + DATA_HEADER + 200) + COMMAND_PDU), line.lengths());
        assertEquals(List.of(false, false, false), line.ends);
        assertEquals(0, batch.length());
    }

    @Test
    void muchThatMayWaitGoesAtOnce() throws IOException {
        PduBatch batch = new PduBatch(16_384);
        int messages = 0;
        while (line.writes.isEmpty()) {
            sendWithNext(batch, 1000);
            messages++;
        }
        int message = COMMAND_PDU + DATA_HEADER + 1000;
        assertEquals(-(-MessageOutput.WAITING_BYTES / message), messages - 1);
        assertEquals(List.of(messages * message), line.lengths());
        assertEquals(0, batch.length());
    }

    @Test
    void aMessageThatWasNotBegunLeavesThoseThatWaitWaiting() throws IOException {
        PduBatch batch = new PduBatch(16_384);
        sendWithNext(batch, 200);
        new MessageOutput(line, batch, CONTEXT).close();
        assertEquals(COMMAND_PDU + DATA_HEADER + 200, batch.length());
        assertEquals(List.of(false, false), line.ends);
    }

    private void sendWithNext(PduBatch batch, int dataBytes) throws IOException {
        try (MessageOutput message = new MessageOutput(line, batch, CONTEXT)) {
            message.command(COMMAND);
            try (OutputStream out = message.dataSet()) {
                out.write(new byte[dataBytes]);
            }
            message.completeWithNext();
        }
    }

    private static void read(byte[] write, int maxLength, ByteArrayOutputStream target, List<Integer> flags) {
        ByteBuffer in = ByteBuffer.wrap(write);
        while (in.hasRemaining()) {
            assertEquals(PduType.P_DATA_TF.code(), in.get());
            in.get();
            int length = in.getInt();
            assertTrue(length <= maxLength);
            int fragment = in.getInt() - 2;
            assertEquals(length - 6, fragment, "one value in each PDU");
            assertEquals(CONTEXT, in.get());
            flags.add((int) in.get());
            target.write(write, in.position(), fragment);
            in.position(in.position() + fragment);
        }
    }
}
