package dozo.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The whole configuration of one node. Immutable; read by {@link ConfigurationFile}, which has checked it.
 *
 * @param node name of this node, for logs and the role record
 * @param stopTimeOut for a whole stop, of which half is for associations at most; what is stuck then ends with the process
 * @param dataDirectory absolute path of what this node writes beside the volumes: embedded database, quarantine, control socket
 * @param database where the index lives
 * @param dicom how this node speaks DICOM
 * @param aeList the peers known by configuration, without duplicates of a title
 * @param storage volumes and their groups
 * @param query limits of C-FIND
 * @param retrieve how C-MOVE and C-GET send
 * @param commitment how Storage Commitment reports are delivered
 * @param control how commands reach the running server
 */
public record DozoConfig(
        String node,
        Duration stopTimeOut,
        Path dataDirectory,
        IndexConfig database,
        DicomConfig dicom,
        List<AeConfig> aeList,
        StorageConfig storage,
        QueryConfig query,
        RetrieveConfig retrieve,
        CommitmentConfig commitment,
        ControlConfig control) {

    public static final String DEFAULT_NODE = "dozo";
    public static final Duration DEFAULT_STOP_TIME_OUT = Duration.ofSeconds(75);
    public static final Path DEFAULT_DATA_DIRECTORY = Path.of("/var/lib/dozo");

    public DozoConfig {
        aeList = List.copyOf(aeList);
    }

    /** What an empty configuration file means. */
    public static DozoConfig defaults() {
        return defaults(DEFAULT_DATA_DIRECTORY);
    }

    /** What a configuration file means that sets nothing but the data directory, an absolute path. */
    public static DozoConfig defaults(Path dataDirectory) {
        return new DozoConfig(
                DEFAULT_NODE,
                DEFAULT_STOP_TIME_OUT,
                dataDirectory,
                IndexConfig.defaults(dataDirectory),
                DicomConfig.defaults(),
                List.of(),
                StorageConfig.defaults(dataDirectory),
                QueryConfig.defaults(),
                RetrieveConfig.defaults(),
                CommitmentConfig.defaults(),
                ControlConfig.defaults(dataDirectory));
    }
}
