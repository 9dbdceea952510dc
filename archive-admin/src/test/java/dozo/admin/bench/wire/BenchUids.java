package dozo.admin.bench.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * UIDs of one length that differ in their digits only, so that a message made once can become any number of instances by
 * writing digits into it (PS3.5 section 9.1; below the root for UIDs made from UUIDs). Immutable.
 *
 * @param run tells one run of the generator from all others: up to 15 digits
 */
public record BenchUids(long run) {

    /** Characters of every UID made here: even, so that no padding follows it. */
    public static final int LENGTH = 44;

    private static final String ROOT = "2.25.1";
    private static final int NUMBER_DIGITS = 12;
    private static final long RUNS = 1_000_000_000_000_000L;

    /** What a UID stands for: a digit within it. */
    public enum Kind {
        STUDY,
        SERIES,
        INSTANCE
    }

    public BenchUids {
        if (run < 0 || run >= RUNS) {
            throw new IllegalArgumentException("a run has at most 15 digits: " + run);
        }
    }

    /** UIDs that no other run has used: the time in microseconds, and who is asking. */
    public static BenchUids fresh() {
        long micros =
                System.currentTimeMillis() * 1000 + ProcessHandle.current().pid() % 1000;
        return new BenchUids(micros % RUNS);
    }

    /** The UID of this kind with this number on this stream, a number of up to 12 digits. */
    public String text(Kind kind, int stream, long number) {
        return String.format("%s%015d%d%010d%0" + NUMBER_DIGITS + "d", ROOT, run, kind.ordinal(), stream, number);
    }

    /** Overwrites the number of the UID that begins at {@code offset}; the rest of it stays. */
    static void putNumber(ByteBuffer target, int offset, long number) {
        putDigits(target, offset + LENGTH - NUMBER_DIGITS, NUMBER_DIGITS, number);
    }

    /** Writes {@code digits} decimal digits. */
    static void putDigits(ByteBuffer target, int offset, int digits, long number) {
        long rest = number;
        for (int i = offset + digits - 1; i >= offset; i--) {
            target.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
