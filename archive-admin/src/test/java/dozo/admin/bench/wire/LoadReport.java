package dozo.admin.bench.wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a load generator did. Travels between processes as one line.
 *
 * @param sent operations begun
 * @param acknowledged those that ended well
 * @param bytes of the data sets of those
 * @param elapsed from the first begun to the last answered
 * @param cpu processor time of the generator itself meanwhile
 */
public record LoadReport(
        long sent, long acknowledged, long bytes, Duration elapsed, Duration cpu, Latencies latencies) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    /** Acknowledged operations per second. */
    public double perSecond() {
        return acknowledged / seconds(elapsed);
    }

    /** Megabytes (10^6) per second. */
    public double megabytesPerSecond() {
        return bytes / BYTES_PER_MEGABYTE / seconds(elapsed);
    }

    /** {@code name=value} pairs, those of {@link #parse} first. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "sent=%d acknowledged=%d bytes=%d seconds=%.6f cpu=%.3f p50-ms=%.3f p99-ms=%.3f max-ms=%.3f images/s=%.1f MB/s=%.1f",
                sent,
                acknowledged,
                bytes,
                seconds(elapsed),
                seconds(cpu),
                latencies.p50(),
                latencies.p99(),
                latencies.max(),
                perSecond(),
                megabytesPerSecond());
    }

    /** What {@link #line} wrote. */
    public static LoadReport parse(String line) {
        Map<String, String> values = Arrays.stream(line.trim().split(" "))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new LoadReport(
                Long.parseLong(values.get("sent")),
                Long.parseLong(values.get("acknowledged")),
                Long.parseLong(values.get("bytes")),
                duration(values.get("seconds")),
                duration(values.get("cpu")),
                new Latencies(
                        Double.parseDouble(values.get("p50-ms")),
                        Double.parseDouble(values.get("p99-ms")),
                        Double.parseDouble(values.get("max-ms"))));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    private static Duration duration(String seconds) {
        return Duration.ofNanos(Math.round(Double.parseDouble(seconds) * NANOS_PER_SECOND));
    }
}
