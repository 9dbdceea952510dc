package dozo.admin.command;

import dozo.core.config.ConfigProblem;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.ConfigurationInvalid;
import dozo.core.config.DozoConfig;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code dozo config}: the configuration file. */
@Command(
        name = "config",
        description = "Check the configuration file.",
        subcommands = {ConfigCommand.Check.class})
final class ConfigCommand extends CommandGroup {

    /** {@code dozo config check}: everything that is wrong in the file, at once. */
    @Command(name = "check", description = "Tell everything that is wrong in the configuration file; changes nothing.")
    static final class Check extends CommandBase {

        /** The outcome, for {@code --json}. */
        record Checked(String file, List<ConfigProblem> problems) {}

        @Override
        int execute() throws OperatingFailure {
            if (!json()) {
                DozoConfig config = config();
                console()
                        .line(configFile() + " is valid: node " + config.node() + ", "
                                + Count.of(config.storage().groups().size(), "store group") + ", "
                                + Count.of(config.aeList().size(), "AE") + ".");
                return DONE;
            }
            try {
                ConfigurationFile.read(configFile());
                console().json(new Checked(configFile().toString(), List.of()));
                return DONE;
            } catch (ConfigurationInvalid e) {
                console().json(new Checked(configFile().toString(), e.problems()));
                return e.code().category().exitCode();
            }
        }
    }
}
