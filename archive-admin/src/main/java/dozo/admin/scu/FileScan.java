package dozo.admin.scu;

import java.nio.file.Path;
import java.util.List;

/**
 * What files and directories hold. Immutable.
 *
 * @param instances DICOM instances, in the order of their paths
 * @param skipped files that are none, or cannot be read
 */
public record FileScan(List<InstanceFile> instances, List<Path> skipped) {}
