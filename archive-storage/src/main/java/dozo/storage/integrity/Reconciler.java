package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.volume.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the index up to what the store knows, at each start and before the first association is accepted (INV-4): after a
 * crash between journal and index, and after a database came back older than the store. Every journal is compared with
 * what the index has applied of it, and what lies beyond is applied under the current epoch. Used once, by one thread.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Store store;
    private final ArchiveIndex index;
    private final ObjectSource objects;
    private final ReplaySettings settings;

    public Reconciler(Store store, ArchiveIndex index, ObjectSource objects, ReplaySettings settings) {
        this.store = store;
        this.index = index;
        this.objects = objects;
        this.settings = settings;
    }

    /**
     * Reconciles. Objects that no copy can be read of are reported and kept in the index as lost; those that may have a good
     * copy on a volume that is away are reported and left for the time when it is back; journals that cannot be read or applied to
     * their end are reported and do not keep the others from it.
     *
     * @throws OperatingFailure when the index or a readable volume failed, so that nothing may be served yet
     */
    public ReplayReport run(Progress.Listener listener) throws OperatingFailure {
        ReplayReport.Builder report = new ReplayReport.Builder();
        reportAway(store, report);
        try (JournalReplay replay =
                new JournalReplay(store, objects, settings, ReplayMode.START, listener, () -> false)) {
            replay.replay(index::begin, index.journalPositions(), report);
        }
        ReplayReport result = report.build();
        log(result);
        return result;
    }

    /** Names the volumes that cannot be read now. */
    static void reportAway(Store store, ReplayReport.Builder report) {
        store.volumes().stream()
                .filter(volume -> !volume.state().isReadable())
                .forEach(volume -> report.away.add(volume.name()));
    }

    private static void log(ReplayReport result) {
        if (result.facts() == 0 && result.isSound()) {
            LOG.info("The index is level with its journals ({}).", result.journals());
        } else {
            LOG.warn(
                    "The index was behind its journals: {} with {} applied, {} lost; {} torn, {} damaged, {} shorter than the"
                            + " index, {} that disks fail to read, {} not seen; waiting for volumes that are away: {}, {}.",
                    Count.of(result.facts(), "fact"),
                    Count.of(result.objects(), "object"),
                    Count.of(result.lossCount(), "object"),
                    Count.of(result.torn().size(), "journal"),
                    result.damaged().size(),
                    result.shorter().size(),
                    result.unreadable().size(),
                    result.unseen().size(),
                    Count.of(result.waiting(), "object"),
                    result.away());
        }
    }
}
