package dozo.core.config;

import dozo.core.value.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where objects rest. Immutable.
 *
 * @param groups in the order in which they fill up, at least one
 * @param highWaterPercent a volume used to this share of its file system takes no more objects (INV-10), 1 to 100
 * @param lowWaterPercent below this share a volume that was full takes objects again, less than the high mark
 * @param quarantineDirectory where what could not be filed is kept
 * @param quarantineLimit most bytes kept there
 * @param commitGroupSize most objects that one index transaction takes
 * @param commitTimeOut how long an object waits, first for its turn and then for its commit, before it is refused
 * @param catchUpRate most bytes in a second that are read to fill a volume that came back
 */
public record StorageConfig(
        List<GroupConfig> groups,
        int highWaterPercent,
        int lowWaterPercent,
        Path quarantineDirectory,
        ByteSize quarantineLimit,
        int commitGroupSize,
        Duration commitTimeOut,
        ByteSize catchUpRate) {

    public StorageConfig {
        groups = List.copyOf(groups);
    }

    /** One group of one volume {@code volumes/local} under {@code dataDirectory}. */
    public static StorageConfig defaults(Path dataDirectory) {
        Path local = dataDirectory.resolve("volumes").resolve("local");
        return new StorageConfig(
                List.of(new GroupConfig("main", List.of(new VolumeConfig("local", local)))),
                95,
                90,
                dataDirectory.resolve("quarantine"),
                ByteSize.ofMebibytes(10L * 1024),
                256,
                Duration.ofSeconds(25),
                ByteSize.ofMebibytes(64));
    }

    /**
     * A store group: an object reaches all its volumes before Success.
     *
     * @param name unique among groups
     * @param volumes one, or primary and mirror
     */
    public record GroupConfig(String name, List<VolumeConfig> volumes) {
        public GroupConfig {
            volumes = List.copyOf(volumes);
        }
    }

    /**
     * A volume.
     *
     * @param name unique among all volumes
     * @param path absolute path of its root directory
     */
    public record VolumeConfig(String name, Path path) {}
}
