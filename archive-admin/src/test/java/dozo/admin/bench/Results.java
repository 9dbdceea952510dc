package dozo.admin.bench;

import dozo.admin.bench.peer.PeerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** All figures of a run. Each is in the file as soon as it is known: a run that breaks off has not been for nothing. */
final class Results {

    private final Path file;
    private final List<Measurement> measurements = new ArrayList<>();

    /** @param file tab-separated, written anew */
    Results(Path file) throws IOException {
        this.file = file;
        Files.writeString(file, "round\twork\tpeer\tmetric\tvalue\n");
    }

    Path file() {
        return file;
    }

    void add(Measurement measurement) throws IOException {
        measurements.add(measurement);
        Files.writeString(
                file,
                String.format(
                        Locale.ROOT,
                        "%d\t%s\t%s\t%s\t%.4f%n",
                        measurement.round(),
                        measurement.work(),
                        measurement.peer().key(),
                        measurement.metric().unit(),
                        measurement.value()),
                StandardOpenOption.APPEND);
    }

    /** All figures of one peer at one work. */
    void add(int round, String work, PeerKind peer, Map<Metric, Double> figures) throws IOException {
        for (Map.Entry<Metric, Double> figure : figures.entrySet()) {
            add(new Measurement(round, work, peer, figure.getKey(), figure.getValue()));
        }
    }

    /** The peers that have figures for this metric, in their order. */
    List<PeerKind> peers(Metric metric) {
        return measurements.stream()
                .filter(each -> each.metric() == metric)
                .map(Measurement::peer)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether anybody did this work. */
    boolean has(String work) {
        return measurements.stream().anyMatch(each -> each.work().equals(work));
    }

    /** Over all rounds; empty when there are no such figures. */
    Optional<Spread> spread(String work, PeerKind peer, Metric metric) {
        List<Double> figures = measurements.stream()
                .filter(each -> is(each, work, peer, metric))
                .map(Measurement::value)
                .toList();
        return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
    }

    /** One peer's figure over another's, round by round; empty when they have no round in common. */
    Optional<Spread> ratio(String work, Metric metric, PeerKind over, PeerKind under) {
        List<Double> ratios = new ArrayList<>();
        int rounds = measurements.stream().mapToInt(Measurement::round).max().orElse(0);
        for (int round = 1; round <= rounds; round++) {
            OptionalDouble above = value(round, work, over, metric);
            OptionalDouble below = value(round, work, under, metric);
            if (above.isPresent() && below.isPresent() && below.getAsDouble() > 0) {
                ratios.add(above.getAsDouble() / below.getAsDouble());
            }
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private OptionalDouble value(int round, String work, PeerKind peer, Metric metric) {
        return measurements.stream()
                .filter(each -> each.round() == round && is(each, work, peer, metric))
                .mapToDouble(Measurement::value)
                .findFirst();
    }

    private static boolean is(Measurement each, String work, PeerKind peer, Metric metric) {
        return each.work().equals(work) && each.peer() == peer && each.metric() == metric;
    }
}
