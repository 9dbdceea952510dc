package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DraftRingTest {

    private static final RingStage.Work NOTHING = part -> {};

    /** More than is kept back for a single write. */
    private static final int LARGE_BYTES = 900_000;

    @ParameterizedTest
    @CsvSource({
        "0, 0", "0, 1", "0, 131072", "0, 700000", "0, 1048576", "0, 1048577", "0, 5000001",
        "1, 0", "1, 1", "1, 131072", "1, 700000", "1, 1048576", "1, 1048577", "1, 5000001",
        "3, 0", "3, 1", "3, 131072", "3, 700000", "3, 1048576", "3, 1048577", "3, 5000001"
    })
    void passesEachByteOnceAndInOrderHoweverManyHandsAreIdle(int hands, int length) throws Exception {
        byte[] bytes = bytes(length);
        ByteArrayOutputStream digested = new ByteArrayOutputStream();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (DraftRing ring = new DraftRing(new IdleHands(hands), into(digested), into(written))) {
            putInPieces(ring, bytes);
            ring.flush();
            ring.awaitDigest();
        }
        assertArrayEquals(bytes, digested.toByteArray());
        assertArrayEquals(bytes, written.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"0", "3"})
    void writesWholeBlocksUntilTheLast(int hands) throws Exception {
        AtomicInteger odd = new AtomicInteger();
        RingStage.Work disk = part -> odd.addAndGet(part.remaining() % NioDisk.BLOCK_BYTES == 0 ? 0 : 1);
        try (DraftRing ring = new DraftRing(new IdleHands(hands), NOTHING, disk)) {
            putInPieces(ring, bytes(3_000_001));
            assertEquals(0, odd.get());
            ring.flush();
        }
        assertEquals(1, odd.get());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void passesEachByteInOrderWhicheverHandIsSlow(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] bytes = bytes(3_000_000 + random.nextInt(1_000_000));
        ByteArrayOutputStream digested = new ByteArrayOutputStream();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        RingStage.Work disk = part -> {
            assertEquals(0, written.size() % NioDisk.BLOCK_BYTES);
            into(written).take(part);
        };
        try (DraftRing ring = new DraftRing(new IdleHands(3), slowly(random, into(digested)), slowly(random, disk))) {
            RingStage.Work receiver = slowly(random, part -> ring.put(bytes, part.position(), part.remaining()));
            for (int done = 0; done < bytes.length; ) {
                int count = Math.min(1 + random.nextInt(100_000), bytes.length - done);
                receiver.take(ByteBuffer.wrap(bytes, done, count));
                done += count;
            }
            ring.flush();
            ring.awaitDigest();
        }
        assertArrayEquals(bytes, digested.toByteArray());
        assertArrayEquals(bytes, written.toByteArray());
    }

    /** The ring is full then at any byte, and what is behind the last whole block must not be written yet. */
    @Test
    void writesWholeBlocksAlsoWhileItWaitsForTheDigest() throws Exception {
        Thread receiver = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger odd = new AtomicInteger();
        RingStage.Work digest = part -> {
            if (begun.getCount() == 0) {
                awaitWaiting(receiver);
            }
            begun.countDown();
        };
        CountDownLatch written = new CountDownLatch(1);
        RingStage.Work disk = part -> {
            odd.addAndGet(part.remaining() % NioDisk.BLOCK_BYTES == 0 ? 0 : 1);
            written.countDown();
        };
        try (DraftRing ring = new DraftRing(new IdleHands(2), digest, disk)) {
            putInPieces(ring, bytes(200_001));
            awaitQuietly(begun);
            putInPieces(ring, bytes(500_000));
            awaitQuietly(written);
            putInPieces(ring, bytes(1_300_000));
            assertEquals(0, odd.get());
            ring.flush();
            ring.awaitDigest();
        }
        assertEquals(1, odd.get());
    }

    /** Where every processor has a receiver, handing bytes over would only take them out of its cache. */
    @Test
    void digestsOnTheReceiversThreadWhereReceiversAreAsManyAsHands() throws Exception {
        IdleHands hands = new IdleHands(2);
        Thread receiver = Thread.currentThread();
        AtomicInteger byOthers = new AtomicInteger();
        RingStage.Work digest = part -> byOthers.addAndGet(Thread.currentThread() == receiver ? 0 : 1);
        try (DraftRing other = new DraftRing(hands, NOTHING, NOTHING);
                DraftRing ring = new DraftRing(hands, digest, NOTHING)) {
            putInPieces(ring, bytes(LARGE_BYTES));
            assertEquals(0, byOthers.get());
            other.close();
            putInPieces(ring, bytes(LARGE_BYTES));
            ring.flush();
            ring.awaitDigest();
        }
        assertTrue(byOthers.get() > 0);
    }

    @Test
    void goesOnReceivingWhileAnIdleHandWrites() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (DraftRing ring = new DraftRing(new IdleHands(2), NOTHING, part -> awaitQuietly(received))) {
            putInPieces(ring, bytes(LARGE_BYTES));
            received.countDown(); // were it written by this thread, that would never be reached
            ring.flush();
        }
    }

    @Test
    void writesASingleImageInOnePiece() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        try (DraftRing ring = new DraftRing(new IdleHands(2), NOTHING, part -> writes.incrementAndGet())) {
            putInPieces(ring, bytes(526_000));
            ring.flush();
        }
        assertEquals(1, writes.get());
    }

    /** Else the disk would wait for the digest of each image's end, and a thread be woken for each part. */
    @Test
    void writesWhileOneIdleHandFollowsWithTheDigest() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        ByteArrayOutputStream digested = new ByteArrayOutputStream();
        AtomicInteger parts = new AtomicInteger();
        RingStage.Work digest = part -> {
            awaitQuietly(written);
            into(digested).take(part);
            parts.incrementAndGet();
        };
        byte[] bytes = bytes(526_000);
        try (DraftRing ring = new DraftRing(new IdleHands(2), digest, NOTHING)) {
            putInPieces(ring, bytes);
            ring.flush();
            written.countDown(); // were the digest awaited, that would never be reached
            ring.awaitDigest();
        }
        assertArrayEquals(bytes, digested.toByteArray());
        assertTrue(parts.get() <= 2);
    }

    /** INV-1: what an idle hand could not write must not be taken for written. */
    @Test
    void tellsTheFailureOfAnIdleHand() throws Exception {
        Thread receiver = Thread.currentThread();
        OperatingFailure failure = new OperatingFailure(FailureCode.DISK_ERROR, "made up");
        RingStage.Work disk = part -> {
            if (Thread.currentThread() != receiver) {
                throw failure;
            }
        };
        try (DraftRing ring = new DraftRing(new IdleHands(2), NOTHING, disk)) {
            assertSame(failure, assertThrows(OperatingFailure.class, () -> {
                putInPieces(ring, bytes(LARGE_BYTES));
                ring.flush();
            }));
        }
    }

    /** The buffer is lent to another object as soon as it is given back. */
    @Test
    void closesOnlyWhenNoHandIsAtWorkAnyMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        DraftRing ring = new DraftRing(new IdleHands(2), NOTHING, part -> {
            begun.countDown();
            awaitQuietly(mayEnd);
            ended.set(true);
        });
        putInPieces(ring, bytes(LARGE_BYTES));
        awaitQuietly(begun);
        assertFalse(ended.get());
        CompletableFuture<Void> later = CompletableFuture.runAsync(mayEnd::countDown);
        ring.close();
        assertTrue(ended.get());
        later.get(30, TimeUnit.SECONDS);
    }

    private static RingStage.Work into(ByteArrayOutputStream out) {
        return part -> {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            out.writeBytes(copy);
        };
    }

    private static void putInPieces(DraftRing ring, byte[] bytes) throws OperatingFailure {
        Random random = new Random(bytes.length);
        for (int done = 0; done < bytes.length; ) {
            int count = Math.min(1 + random.nextInt(100_000), bytes.length - done);
            ring.put(bytes, done, count);
            done += count;
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static RingStage.Work slowly(Random random, RingStage.Work work) {
        int turns = random.nextInt(20_000);
        return part -> {
            for (int turn = random.nextInt(turns + 1); turn > 0; turn--) {
                Thread.onSpinWait();
            }
            work.take(part);
        };
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(50, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
