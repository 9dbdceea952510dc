package dozo.admin.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the configuration file lies when a command is not told. */
final class ConfigurationPlace {

    static final String VARIABLE = "DOZO_CONFIG";

    /** Set by the launcher: the directory that holds bin, conf and lib. */
    static final String HOME_PROPERTY = "dozo.home";

    private static final Path SYSTEM = Path.of("/etc/dozo/dozo.conf");

    private ConfigurationPlace() {}

    /** The file given, else that of the environment, else that of the system, else the one beside the program. */
    static Path find(@Nullable Path given, Map<String, String> environment, Properties properties) {
        if (given != null) {
            return given;
        }
        if (environment.containsKey(VARIABLE)) {
            return Path.of(environment.get(VARIABLE));
        }
        String home = properties.getProperty(HOME_PROPERTY);
        return home == null || Files.exists(SYSTEM) ? SYSTEM : Path.of(home, "conf", "dozo.conf");
    }
}
