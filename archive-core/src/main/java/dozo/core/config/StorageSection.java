package dozo.core.config;

import dozo.core.config.StorageConfig.GroupConfig;
import dozo.core.config.StorageConfig.VolumeConfig;
import dozo.core.value.ByteSize;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads {@code storage}. */
final class StorageSection {

    /** Names are shown in tables and written into journals. */
    private static final Predicate<String> NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}").asMatchPredicate();

    private static final String NAME_EXPECTATION =
            "1 to 32 letters, digits, '-' or '_', beginning with a letter or digit";

    /** One copy, or primary and mirror. */
    private static final int MAX_COPIES = 2;

    private static final ByteSize LARGEST_QUARANTINE = ByteSize.ofMebibytes(1024L * 1024 * 1024);

    private static final ByteSize FASTEST_CATCH_UP = ByteSize.ofMebibytes(1024L * 1024);

    private final ConfigSection section;
    private final Set<String> groupNames = new HashSet<>();
    private final Set<String> volumeNames = new HashSet<>();
    private final Set<Path> paths = new HashSet<>();

    private StorageSection(ConfigSection section) {
        this.section = section;
    }

    static StorageConfig read(ConfigSection section, StorageConfig defaults) {
        return new StorageSection(section).read(defaults);
    }

    private StorageConfig read(StorageConfig defaults) {
        List<GroupConfig> groups = section.sections("groups", defaults.groups(), this::readGroup);
        if (groups.isEmpty()) {
            section.problem("groups", "must hold at least one group");
        }
        int high = section.percent("high-water", defaults.highWaterPercent());
        int low = section.percent("low-water", defaults.lowWaterPercent());
        if (low >= high) {
            section.problem("low-water", "must be less than storage.high-water");
        }
        return new StorageConfig(
                groups,
                high,
                low,
                section.path("quarantine-directory", defaults.quarantineDirectory()),
                section.size(
                        "quarantine-limit", defaults.quarantineLimit(), ByteSize.ofMebibytes(1), LARGEST_QUARANTINE),
                section.integer("commit-group-size", defaults.commitGroupSize(), 1, 10_000),
                section.duration("commit-time-out", defaults.commitTimeOut()),
                section.size("catch-up-rate", defaults.catchUpRate(), ByteSize.ofMebibytes(1), FASTEST_CATCH_UP));
    }

    private GroupConfig readGroup(ConfigSection group) {
        String name = name(group, groupNames);
        List<VolumeConfig> volumes = group.sections("volumes", List.of(), this::readVolume);
        if (volumes.isEmpty() || volumes.size() > MAX_COPIES) {
            group.problem("volumes", "must hold one volume, or two: primary and mirror");
        }
        return new GroupConfig(name, volumes);
    }

    private VolumeConfig readVolume(ConfigSection volume) {
        String name = name(volume, volumeNames);
        Path path = volume.path("path", Path.of("/"));
        if (!volume.has("path")) {
            volume.problem("path", "is missing");
        } else if (!paths.add(path)) {
            volume.problem("path", "is the path of two volumes");
        }
        return new VolumeConfig(name, path);
    }

    private static String name(ConfigSection section, Set<String> taken) {
        String name = section.value(
                "name", "", NAME_EXPECTATION, text -> NAME.test(text) ? Optional.of(text) : Optional.empty());
        if (!section.has("name")) {
            section.problem("name", "is missing");
        } else if (!name.isEmpty() && !taken.add(name)) {
            section.problem("name", "is taken twice");
        }
        return name;
    }
}
