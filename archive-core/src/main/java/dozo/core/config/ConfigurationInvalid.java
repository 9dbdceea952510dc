package dozo.core.config;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration file cannot be used; tells every problem at once. */
public final class ConfigurationInvalid extends OperatingFailure {

    private final List<ConfigProblem> problems;

    ConfigurationInvalid(Path file, List<ConfigProblem> problems) {
        super(FailureCode.CONFIGURATION_INVALID, describe(file, problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one, in the order of the file. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String describe(Path file, List<ConfigProblem> problems) {
        return problems.stream()
                .map(problem -> "  " + problem)
                .collect(Collectors.joining(
                        "\n", file + " has " + Count.of(problems.size(), "problem") + ", nothing was started:\n", ""));
    }
}
