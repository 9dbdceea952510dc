package dozo.admin.command;

import dozo.admin.console.Console;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.ConfigurationInvalid;
import dozo.core.config.DozoConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: its console, its configuration file and {@code --json}. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class CommandBase implements Callable<Integer> {

    static final int DONE = 0;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "Configuration file. Default: $DOZO_CONFIG, /etc/dozo/dozo.conf, conf/dozo.conf of the program.")
    private @Nullable Path configFile;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    private @Nullable Console console;

    @Override
    public final Integer call() throws OperatingFailure {
        return execute();
    }

    /** Does it. @return the exit code */
    abstract int execute() throws OperatingFailure;

    final Console console() {
        if (console == null) {
            console = new Console(
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr(),
                    System.console() != null,
                    Clock.systemUTC());
        }
        return console;
    }

    final boolean json() {
        return json;
    }

    /** Refuses a number that would have to be guessed at. @throws OperatingFailure CONFIGURATION_INVALID when it is less */
    static void requireAtLeast(String option, long least, long given) throws OperatingFailure {
        if (given < least) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID, option + " must be at least " + least + ". Nothing was done.");
        }
    }

    /** Where the configuration is read from. */
    final Path configFile() {
        return ConfigurationPlace.find(configFile, System.getenv(), System.getProperties());
    }

    final DozoConfig config() throws ConfigurationInvalid {
        return ConfigurationFile.read(configFile());
    }
}
