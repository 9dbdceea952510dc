package dozo.storage.integrity;

import dozo.core.value.ContentDigest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Takes the {@link Imprint} of bytes, eight times as fast as their SHA-256. Blocks of 1 KiB are hashed by the universal function NH
 * (RFC 4418 section 5.2, here with words of 64 bits) under a secret, and the values of all blocks, with the length, by SHA-256. The
 * same bytes always have the same imprint. Bytes that differ in whatever way, unless by one who knows the secret, pass for the same
 * less than once in 2^60 times: where a word differs, at most 16 of the 2^64 values that the secret can have beside the other word
 * of its product give the same sums. For one thread, once.
 */
final class ImprintDigest {

    /** What is hashed under one secret: as long as it. */
    static final int BLOCK_BYTES = 1024;

    private static final int BLOCK_WORDS = BLOCK_BYTES / Long.BYTES;

    private static final int VALUE_BYTES = 2 * Long.BYTES;

    /** SHA-256 is asked once for the values of so many blocks: a call costs more than a value. */
    private static final int VALUES = 128;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] secret;
    private final MessageDigest digest = ContentDigest.newMessageDigest();
    private final byte[] values = new byte[VALUES * VALUE_BYTES];
    private int valuesEnd;
    private final byte[] rest = new byte[BLOCK_BYTES];
    private int restEnd;
    private long length;

    /** @param secret from {@link #newSecret} */
    ImprintDigest(long[] secret) {
        this.secret = secret;
    }

    /** For all imprints that are ever to be compared. */
    static long[] newSecret() {
        SecureRandom random = new SecureRandom();
        long[] secret = new long[BLOCK_WORDS];
        Arrays.setAll(secret, i -> random.nextLong());
        return secret;
    }

    /** Takes the next bytes. */
    void update(byte[] bytes, int offset, int count) {
        length += count;
        int at = offset;
        int end = offset + count;
        if (restEnd > 0) {
            at += keep(bytes, at, Math.min(count, BLOCK_BYTES - restEnd));
        }
        for (; end - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
            block(bytes, at);
        }
        keep(bytes, at, end - at);
    }

    /** The imprint of all bytes taken; nothing can be taken afterwards. */
    Imprint imprint() {
        if (restEnd > 0) {
            // Zeros can stand here for bytes: the length tells them apart.
            Arrays.fill(rest, restEnd, BLOCK_BYTES, (byte) 0);
            block(rest, 0);
        }
        digest.update(values, 0, valuesEnd);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, length));
        ByteBuffer result = ByteBuffer.wrap(digest.digest());
        return new Imprint(result.getLong(), result.getLong());
    }

    /** Keeps bytes that are no whole block yet. @return how many those were */
    private int keep(byte[] bytes, int offset, int count) {
        System.arraycopy(bytes, offset, rest, restEnd, count);
        restEnd += count;
        if (restEnd == BLOCK_BYTES) {
            block(rest, 0);
            restEnd = 0;
        }
        return count;
    }

    private void block(byte[] bytes, int offset) {
        if (valuesEnd == values.length) {
            digest.update(values);
            valuesEnd = 0;
        }
        hash(secret, bytes, offset, values, valuesEnd);
        valuesEnd += VALUE_BYTES;
    }

    /** NH: the upper and the lower halves of the products are summed apart, which spares the carry. */
    private static void hash(long[] secret, byte[] bytes, int offset, byte[] target, int at) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < BLOCK_WORDS; i += 2) {
            long x = (long) WORD.get(bytes, offset + i * Long.BYTES) + secret[i];
            long y = (long) WORD.get(bytes, offset + (i + 1) * Long.BYTES) + secret[i + 1];
            high += Math.multiplyHigh(x, y);
            low += x * y;
        }
        WORD.set(target, at, high);
        WORD.set(target, at + Long.BYTES, low);
    }
}
