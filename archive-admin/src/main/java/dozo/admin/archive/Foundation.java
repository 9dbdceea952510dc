package dozo.admin.archive;

import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.volume.Disk;
import dozo.storage.volume.NioDisk;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/**
 * What an archive is built on: the time, the one door to each disk, the index. The real ones in service; drills put ones in
 * their place that fail, stall, or end the process at a chosen step. Immutable.
 *
 * @param disks makes the disk of a volume's path
 */
public record Foundation(Clock clock, Function<Path, Disk> disks, IndexOpener index) {

    /** Opens the index, as {@link ArchiveIndex#open(IndexConfig, IndexLimits, long, Clock)} does. */
    @FunctionalInterface
    public interface IndexOpener {
        ArchiveIndex open(IndexConfig config, IndexLimits limits, long knownEpoch, Clock clock) throws OperatingFailure;
    }

    /** The disks of the operating system and the configured database. */
    public static Foundation of(Clock clock) {
        return new Foundation(clock, NioDisk::new, ArchiveIndex::open);
    }
}
