package dozo.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dozo.core.value.AeTitle;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the configuration file (HOCON), checks it whole, and tells every problem at once. */
public final class ConfigurationFile {

    private ConfigurationFile() {}

    /**
     * The configuration in {@code file}; relative paths in it start at its directory.
     *
     * @throws ConfigurationInvalid with every problem found; nothing is repaired silently
     */
    public static DozoConfig read(Path file) throws ConfigurationInvalid {
        Path absolute = file.toAbsolutePath().normalize();
        List<ConfigProblem> problems = new ArrayList<>();
        ConfigSection root = new ConfigSection(parse(absolute).root(), "", absolute.resolveSibling(""), problems);
        DozoConfig config = readRoot(root);
        root.reportUnknownKeys();
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(ConfigProblem::line));
            throw new ConfigurationInvalid(file, problems);
        }
        return config;
    }

    private static Config parse(Path file) throws ConfigurationInvalid {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return ConfigFactory.parseReader(new StringReader(text)).resolve();
        } catch (NoSuchFileException e) {
            String message =
                    "is not there: name a file with --config or DOZO_CONFIG, or copy conf/dozo.conf to this place";
            throw new ConfigurationInvalid(file, List.of(new ConfigProblem(0, "", message)));
        } catch (IOException e) {
            String message = "cannot be read (" + e.getClass().getSimpleName() + "); it must be a UTF-8 text file";
            throw new ConfigurationInvalid(file, List.of(new ConfigProblem(0, "", message)));
        } catch (ConfigException e) {
            int line = e.origin() == null ? 0 : Math.max(0, e.origin().lineNumber());
            String message = String.valueOf(e.getMessage()).replaceFirst("^Reader: [0-9]+: ", "");
            throw new ConfigurationInvalid(file, List.of(new ConfigProblem(line, "", message)));
        }
    }

    private static DozoConfig readRoot(ConfigSection root) {
        Path dataDirectory = root.path("data-directory", DozoConfig.DEFAULT_DATA_DIRECTORY);
        DozoConfig defaults = DozoConfig.defaults(dataDirectory);
        DicomConfig dicom = root.section("dicom", defaults.dicom(), DicomSection::read);
        return new DozoConfig(
                root.text("node", defaults.node()),
                readStopTimeOut(root, defaults.stopTimeOut(), dicom.timeOuts()),
                dataDirectory,
                root.section(
                        "database", defaults.database(), section -> DatabaseSection.read(section, defaults.database())),
                dicom,
                readAeList(root, dicom.tls().isPresent()),
                root.section(
                        "storage", defaults.storage(), section -> StorageSection.read(section, defaults.storage())),
                root.section("query", defaults.query(), ConfigurationFile::readQuery),
                root.section("retrieve", defaults.retrieve(), ConfigurationFile::readRetrieve),
                root.section("commitment", defaults.commitment(), ConfigurationFile::readCommitment),
                readControl(root, defaults.control()));
    }

    private static Duration readStopTimeOut(ConfigSection root, Duration fallback, DicomTimeOuts timeOuts) {
        Duration limit = root.duration("stop-time-out", fallback);
        if (limit.compareTo(timeOuts.drain().multipliedBy(2)) < 0) {
            root.problem("stop-time-out", "must be at least twice dicom.time-outs.drain, which is a part of it");
        }
        return limit;
    }

    private static List<AeConfig> readAeList(ConfigSection root, boolean tlsConfigured) {
        Set<AeTitle> titles = new HashSet<>();
        return root.sections("ae", List.of(), section -> {
            AeConfig ae = AeSection.read(section, tlsConfigured);
            if (section.has("title") && !titles.add(ae.title())) {
                section.problem("title", "stands in the AE table twice");
            }
            return ae;
        });
    }

    private static QueryConfig readQuery(ConfigSection section) {
        QueryConfig defaults = QueryConfig.defaults();
        return new QueryConfig(
                section.integer("max-results", defaults.maxResults(), 1, 1_000_000),
                section.integer("max-concurrent", defaults.maxConcurrent(), 1, 1000),
                section.duration("time-out", defaults.timeOut()));
    }

    private static RetrieveConfig readRetrieve(ConfigSection section) {
        RetrieveConfig defaults = RetrieveConfig.defaults();
        return new RetrieveConfig(
                section.integer("associations-per-destination", defaults.associationsPerDestination(), 1, 32),
                section.integer("max-concurrent", defaults.maxConcurrent(), 1, 1000),
                section.integer("max-instances", defaults.maxInstances(), 1, 10_000_000),
                section.integer("retries", defaults.retries(), 0, 100),
                section.duration("retry-delay", defaults.retryDelay()),
                section.duration("pending-interval", defaults.pendingInterval()));
    }

    private static CommitmentConfig readCommitment(ConfigSection section) {
        CommitmentConfig defaults = CommitmentConfig.defaults();
        Duration delay = section.duration("retry-delay", defaults.retryDelay());
        Duration longest = section.duration("retry-delay-max", defaults.retryDelayMax());
        if (longest.compareTo(delay) < 0) {
            section.problem("retry-delay-max", "must not be shorter than commitment.retry-delay");
        }
        return new CommitmentConfig(delay, longest, section.duration("max-age", defaults.maxAge()));
    }

    private static ControlConfig readControl(ConfigSection root, ControlConfig defaults) {
        ControlConfig control = root.section(
                "control",
                defaults,
                section -> new ControlConfig(
                        section.path("socket", defaults.socket()),
                        section.integer("max-concurrent", defaults.maxConcurrent(), 1, 1000)));
        int length = control.socket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > ControlConfig.MAX_SOCKET_PATH_BYTES) {
            root.problem(
                    "control",
                    "the path of the control socket has " + length + " bytes, the system allows "
                            + ControlConfig.MAX_SOCKET_PATH_BYTES + "; set a shorter control.socket");
        }
        return control;
    }
}
