package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PduBatchTest {

    private static final int CONTEXT = 5;
    private static final int DATA = 0;
    private static final int LAST_COMMAND = 3;

    private static byte[] bytes(PduBatch batch) {
        ByteBuffer all = ByteBuffer.allocate(batch.length());
        for (ByteBuffer piece : batch.pieces()) {
            all.put(piece);
        }
        assertFalse(all.hasRemaining());
        return all.array();
    }

    private static int fill(PduBatch batch) {
        batch.open();
        int count = batch.put(new byte[PduBatch.BYTES], 0, PduBatch.BYTES);
        batch.close(CONTEXT, DATA);
        return count;
    }

    /** Legend: type, reserved, PDU length, PDV length, context, message control header, fragment. */
    @Test
    void laysACommandAndItsDataOutOneBehindTheOther() {
        PduBatch batch = new PduBatch(4096);
        batch.open();
        assertEquals(2, batch.put(new byte[] {9, 1, 2, 9}, 1, 2));
        batch.close(CONTEXT, LAST_COMMAND);
        batch.open();
        assertEquals(1, batch.put(new byte[] {7}, 0, 1));
        batch.close(CONTEXT, DATA);
        assertArrayEquals(
                new byte[] {
                    4,
                    0,
                    0,
                    0,
                    0,
                    8,
                    0,
                    0,
                    0,
                    4,
                    5,
                    3,
                    1,
                    2, // the command
                    4,
                    0,
                    0,
                    0,
                    0,
                    7,
                    0,
                    0,
                    0,
                    3,
                    5,
                    0,
                    7 // the data
                },
                bytes(batch));
    }

    @Test
    void whatIsLentStandsBetweenWhatWasCopied() {
        PduBatch batch = new PduBatch(4096);
        byte[] copied = {1, 2};
        ByteBuffer lent = ByteBuffer.wrap(new byte[] {9, 3, 4, 5, 9}, 1, 3);
        batch.open();
        batch.put(copied, 0, 1);
        batch.lend(lent);
        batch.put(copied, 1, 1);
        batch.close(CONTEXT, DATA);
        byte[] expected = {4, 0, 0, 0, 0, 11, 0, 0, 0, 7, 5, 0, 1, 3, 4, 5, 2};
        assertArrayEquals(expected, bytes(batch));
        assertFalse(lent.hasRemaining());
        assertEquals(expected.length, batch.length());
    }

    @Test
    void whatIsLentCountsAgainstWhatThePeerTakes() {
        PduBatch batch = new PduBatch(4096);
        ByteBuffer lent = ByteBuffer.allocateDirect(PduBatch.BYTES);
        while (!batch.isFull()) {
            batch.open();
            batch.lend(lent);
            batch.close(CONTEXT, DATA);
        }
        assertTrue(batch.length() <= PduBatch.BYTES);
        assertEquals(4096, ByteBuffer.wrap(bytes(batch)).getInt(2), "the length of the first");
    }

    @Test
    void makesNoPduLongerThanThePeerTakesAndNoFragmentOfOddLength() {
        PduBatch batch = new PduBatch(16_383);
        while (!batch.isFull()) {
            int start = batch.length();
            assertEquals(0, fill(batch) % 2);
            int length = ByteBuffer.wrap(bytes(batch)).getInt(start + 2);
            assertEquals(batch.length() - start, length + 6);
            assertTrue(length <= 16_383);
        }
        assertTrue(batch.length() <= PduBatch.BYTES);
        assertTrue(batch.length() > PduBatch.BYTES - 16_383, "several PDUs are sent at once");
    }

    @Test
    void isEmptyAgainWhenCleared() {
        PduBatch batch = new PduBatch(1 << 20);
        assertEquals(PduBatch.BYTES - 12, fill(batch));
        assertTrue(batch.isFull());
        batch.clear();
        assertFalse(batch.isFull());
        assertEquals(0, batch.length());
    }
}
