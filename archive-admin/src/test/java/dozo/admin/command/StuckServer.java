package dozo.admin.command;

import dozo.admin.testing.StuckIndex;
import dozo.core.config.ConfigurationFile;
import dozo.core.testing.Standstill;
import java.nio.file.Path;

/** {@code dozo serve} with an index that is never done with closing. */
final class StuckServer {

    private StuckServer() {}

    /** @param arguments those of {@code dozo serve --config FILE} */
    public static void main(String[] arguments) throws Exception {
        ServeCommand.run(ConfigurationFile.read(Path.of(arguments[2])), StuckIndex.foundation(new Standstill()));
    }
}
