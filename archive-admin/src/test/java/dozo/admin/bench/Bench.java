package dozo.admin.bench;

import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.peer.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tools/bench}: this archive beside others, on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures Dozo beside DCMTK and Orthanc, side by side on this machine, and prints tables as Markdown.")
public final class Bench implements Callable<Integer> {

    private static final List<Subject> SUBJECTS = List.of(
            new IngestBench(),
            new QueryBench(),
            new RetrieveBench(),
            new AssociationsBench(),
            new SendersBench(),
            new DurabilityBench(),
            new MillionBench());

    @Parameters(
            paramLabel = "SUBJECT",
            description = "ingest, query, retrieve, associations, senders, durability; all of them when none is named.")
    private List<String> subjects = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds; medians are shown. Default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--quick", description = "An eighth of the work: for a look, not for figures to publish.")
    private boolean quick;

    @Option(names = "--million", description = "Also queries over a million studies; to make them takes long, once.")
    private boolean million;

    @Option(names = "--peers", split = ",", description = "Only these, such as dozo-h2,orthanc-sqlite.")
    private List<String> peers =
            Arrays.stream(PeerKind.values()).map(PeerKind::key).toList();

    @Option(names = "--works", split = ",", description = "Only these, such as ct4,mr8.")
    private List<String> works = List.of();

    @Option(names = "--distribution", required = true, description = "An unpacked distribution of Dozo.")
    private Path distribution;

    @Option(names = "--scratch", required = true, description = "Where the peers keep what they store meanwhile.")
    private Path scratch;

    @Option(names = "--cache", required = true, description = "Where what takes long to make is kept between runs.")
    private Path cache;

    @Option(names = "--out", required = true, description = "File for the single figures, tab-separated.")
    private Path out;

    @Spec
    private CommandSpec specification;

    private Bench() {}

    public static void main(String... arguments) {
        CommandLine line = new CommandLine(new Bench());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("FAILED: " + failure.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireKnown();
        Files.createDirectories(cache);
        try (Scratch folder = Scratch.below(scratch)) {
            Settings settings = new Settings(rounds, quick, installed(), works, distribution, folder.path(), cache);
            Results results = new Results(out);
            StringBuilder report = new StringBuilder(Machine.describe());
            for (Subject subject : SUBJECTS) {
                if (wants(subject)) {
                    subject.run(settings, results);
                    report.append('\n').append(subject.report(results));
                }
            }
            System.out.println(report);
            System.out.println("Single figures: " + results.file());
        }
        return 0;
    }

    private void requireKnown() {
        List<String> known = SUBJECTS.stream().map(Subject::name).toList();
        if (!known.containsAll(subjects)) {
            throw new CommandLine.ParameterException(
                    specification.commandLine(), "Subjects are " + String.join(", ", known) + ".");
        }
    }

    private boolean wants(Subject subject) {
        boolean byDefault = subject instanceof MillionBench ? million : subjects.isEmpty();
        return byDefault || subjects.contains(subject.name());
    }

    /** Those wanted without those missing, which are named loudly. */
    private List<PeerKind> installed() {
        List<PeerKind> wanted = peers.stream().map(PeerKind::of).toList();
        for (PeerKind kind : wanted) {
            if (!kind.missing().isEmpty()) {
                System.err.println("MISSING: " + kind.title() + " is not measured. Install it: apt-get install "
                        + kind.missing().stream()
                                .map(Program::debianPackage)
                                .distinct()
                                .collect(Collectors.joining(" ")));
            }
        }
        return wanted.stream().filter(kind -> kind.missing().isEmpty()).toList();
    }
}
