package dozo.admin.bench.wire;

import java.util.List;
import java.util.stream.LongStream;

/** How long single operations took, in milliseconds: half, and all but one in a hundred, were not above this; the longest. */
public record Latencies(double p50, double p99, double max) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Of these nanoseconds; of none all are 0. */
    public static Latencies of(List<long[]> nanos) {
        long[] sorted = nanos.stream().flatMapToLong(LongStream::of).sorted().toArray();
        return sorted.length == 0
                ? new Latencies(0, 0, 0)
                : new Latencies(percentile(sorted, 50), percentile(sorted, 99), percentile(sorted, 100));
    }

    /** The smallest value that {@code percent} of all do not pass. */
    private static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }
}
