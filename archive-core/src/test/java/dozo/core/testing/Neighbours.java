package dozo.core.testing;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What lies beside well-formed inputs: each cut short, and with one byte changed, so that lengths, counts and codes are wrong one
 * at a time. With these a build that does not fuzz meets the nearest of what fuzzing would find.
 */
public final class Neighbours {

    /** Of a longer input as many places, evenly apart. */
    private static final int MAX_PLACES = 200;

    private static final HexFormat HEX = HexFormat.of();

    private Neighbours() {}

    /** What takes inputs: a fuzz test. */
    public interface Target {
        void take(byte[] input) throws Exception;
    }

    /** Hands the neighbours of each seed over. @throws AssertionError with the first input that the target does not bear */
    public static void of(Stream<byte[]> seeds, Target target) {
        seeds.flatMap(Neighbours::of).forEach(input -> {
            try {
                target.take(input);
            } catch (Throwable e) {
                throw new AssertionError("not borne: " + HEX.formatHex(input), e);
            }
        });
    }

    private static Stream<byte[]> of(byte[] seed) {
        int step = seed.length / MAX_PLACES + 1;
        return IntStream.iterate(0, place -> place < seed.length, place -> place + step)
                .boxed()
                .flatMap(place -> Stream.of(
                        Arrays.copyOf(seed, place),
                        with(seed, place, 0),
                        with(seed, place, 0xFF),
                        with(seed, place, seed[place] + 1)));
    }

    private static byte[] with(byte[] seed, int place, int value) {
        byte[] changed = seed.clone();
        changed[place] = (byte) value;
        return changed;
    }
}
