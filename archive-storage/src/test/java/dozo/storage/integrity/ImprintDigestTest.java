package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImprintDigestTest {

    private static final int BLOCK = ImprintDigest.BLOCK_BYTES;
    private static final int SEVERAL_BLOCKS = 3 * BLOCK + 5;

    private static final long SEED = 20_261_122;

    private final long[] secret = ImprintDigest.newSecret();
    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, SEVERAL_BLOCKS, 300 * BLOCK + 7})
    void theSameBytesHaveTheSameImprintInWhateverPiecesTheyCome(int length) {
        byte[] bytes = randomBytes(length);
        Imprint whole = imprint(bytes);
        for (int i = 0; i < 50; i++) {
            ImprintDigest digest = new ImprintDigest(secret);
            int at = 0;
            while (at < length) {
                int piece = Math.min(length - at, random.nextInt(2 * BLOCK + 1));
                digest.update(ByteBuffer.wrap(bytes, at, piece));
                at += piece;
            }
            assertEquals(whole, digest.imprint(), "seed " + SEED);
        }
    }

    @Test
    void eachSingleBitChangesIt() {
        byte[] bytes = randomBytes(SEVERAL_BLOCKS);
        Set<Imprint> seen = new HashSet<>(Set.of(imprint(bytes)));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(seen.add(imprint(bytes)), "bit " + bit + ", seed " + SEED);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void bytesThatChangedTheirPlacesChangeIt() {
        byte[] bytes = randomBytes(4 * BLOCK);
        Imprint before = imprint(bytes);
        for (int length : new int[] {1, Long.BYTES, 2 * Long.BYTES, BLOCK}) {
            byte[] moved = bytes.clone();
            System.arraycopy(bytes, 0, moved, length, length);
            System.arraycopy(bytes, length, moved, 0, length);
            assertNotEquals(before, imprint(moved), length + " bytes with the next, seed " + SEED);
        }
    }

    @Test
    void everyLengthOfZerosHasItsOwn() {
        Set<Imprint> seen = new HashSet<>();
        for (int length = 0; length <= SEVERAL_BLOCKS; length++) {
            assertTrue(seen.add(imprint(new byte[length])), length + " zeros");
        }
    }

    @Test
    void sectorsOfZerosOrOfOtherBytesChangeIt() {
        byte[] bytes = randomBytes(64 * BLOCK);
        Set<Imprint> seen = new HashSet<>(Set.of(imprint(bytes)));
        for (int sector = 0; sector < bytes.length; sector += 512) {
            byte[] damaged = bytes.clone();
            Arrays.fill(damaged, sector, sector + 512, (byte) 0);
            assertTrue(seen.add(imprint(damaged)), "zeros from " + sector + ", seed " + SEED);
            System.arraycopy(bytes, (sector + 4096) % bytes.length, damaged, sector, 512);
            assertTrue(seen.add(imprint(damaged)), "another sector at " + sector + ", seed " + SEED);
        }
    }

    @Test
    void anotherProcessWouldFindAnother() {
        byte[] bytes = randomBytes(SEVERAL_BLOCKS);
        ImprintDigest other = new ImprintDigest(ImprintDigest.newSecret());
        other.update(ByteBuffer.wrap(bytes));
        assertNotEquals(imprint(bytes), other.imprint());
    }

    private Imprint imprint(byte[] bytes) {
        ImprintDigest digest = new ImprintDigest(secret);
        digest.update(ByteBuffer.wrap(bytes));
        return digest.imprint();
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
