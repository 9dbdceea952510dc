package dozo.admin.archive;

import dozo.core.config.DozoConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.ingest.Ingest;
import dozo.storage.ingest.IngestSettings;
import dozo.storage.ingest.Quarantine;
import dozo.storage.integrity.CatchUp;
import dozo.storage.integrity.CatchUpSettings;
import dozo.storage.integrity.ObjectHeader;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.Reconciler;
import dozo.storage.integrity.RememberedVolumes;
import dozo.storage.integrity.RepairQueue;
import dozo.storage.integrity.Repairer;
import dozo.storage.integrity.ReplayReport;
import dozo.storage.integrity.ReplaySettings;
import dozo.storage.journal.JournalCompletion;
import dozo.storage.journal.JournalFiles;
import dozo.storage.volume.Store;
import java.time.Clock;
import java.util.List;

/**
 * The archive below the network: store, index, ingest, repair. Opening it makes this process the one writer: role lock, new
 * epoch, volumes, reconciliation of the journals' tail, in this order (INV-3, INV-4). Thread-safe; closed by whoever opened
 * it.
 */
public final class Archive implements AutoCloseable {

    private final DozoConfig config;
    private final Clock clock;
    private final CloseStack opened;
    private final ArchiveIndex index;
    private final Store store;
    private final ReplayReport reconciliation;
    private final Quarantine quarantine;
    private final Ingest ingest;
    private final Repairer repairer;
    private final ObjectSource objects;
    private final CatchUp catchUp;

    private Archive(DozoConfig config, Foundation foundation, CloseStack opened, Progress.Listener progress)
            throws OperatingFailure {
        this.config = config;
        this.clock = foundation.clock();
        this.opened = opened;
        DataDirectory.make(config.dataDirectory());
        this.store = opened.add(Store.open(config.storage(), foundation.disks()));
        this.index = opened.add(foundation
                .index()
                .open(config.database(), indexLimits(config), JournalFiles.highestEpoch(store), clock));
        new RememberedVolumes(store, index.volumes(), clock).expect();
        new JournalCompletion(store).run();
        ObjectSource withoutRepair = new ObjectSource(store);
        this.reconciliation = new Reconciler(store, index, withoutRepair, replaySettings()).run(progress);
        this.quarantine = Quarantine.open(
                config.storage().quarantineDirectory(), config.storage().quarantineLimit());
        this.ingest = opened.add(
                Ingest.start(store, index, withoutRepair::goodCopies, quarantine, IngestSettings.of(config), clock));
        this.repairer = new Repairer(store, index.epoch(), ingest, clock);
        RepairQueue repairs =
                opened.add(new RepairQueue(repairer, config.dicom().timeOuts().drain()));
        this.objects = new ObjectSource(store, repairs);
        this.catchUp = opened.add(newCatchUp());
    }

    /**
     * Opens the archive.
     *
     * @param progress is told how far reconciling is
     * @throws OperatingFailure NOT_ACTIVE when another process has it open; else why the index or the data directory
     *     cannot be used. Volumes that are missing do not keep it from opening
     */
    public static Archive open(DozoConfig config, Foundation foundation, Progress.Listener progress)
            throws OperatingFailure {
        CloseStack opened = new CloseStack();
        boolean complete = false;
        try {
            Archive archive = new Archive(config, foundation, opened, progress);
            complete = true;
            return archive;
        } finally {
            if (!complete) {
                opened.abandon(CloseStack.deadline(config, foundation.clock()));
            }
        }
    }

    /** As the other, but {@code opened} takes over what must be closed, also of an archive that could not be opened. */
    public static Archive open(DozoConfig config, Foundation foundation, Progress.Listener progress, CloseStack opened)
            throws OperatingFailure {
        return new Archive(config, foundation, opened, progress);
    }

    private CatchUp newCatchUp() throws OperatingFailure {
        return new CatchUp(
                store,
                index,
                repairer,
                ingest,
                reconciliation.away(),
                replaySettings(),
                CatchUpSettings.atRate(config.storage().catchUpRate().bytes()),
                clock);
    }

    /** No statement of the index runs longer than a query may; the sizes of pages are the index's own affair. */
    private static IndexLimits indexLimits(DozoConfig config) {
        return IndexLimits.defaults().withReadTimeOut(config.query().timeOut());
    }

    /** How journals are applied to the index, now and by {@code dozo reindex}. */
    public ReplaySettings replaySettings() {
        return ReplaySettings.defaults(ObjectHeader.storedLimits());
    }

    public DozoConfig config() {
        return config;
    }

    public Clock clock() {
        return clock;
    }

    public ArchiveIndex index() {
        return index;
    }

    public Store store() {
        return store;
    }

    /** What reconciling found when the archive was opened. */
    public ReplayReport reconciliation() {
        return reconciliation;
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    public Ingest ingest() {
        return ingest;
    }

    public Repairer repairer() {
        return repairer;
    }

    /** Hands out stored objects, digest-tested, and has bad copies repaired. */
    public ObjectSource objects() {
        return objects;
    }

    /** Brings volumes that come back up to their groups, once it is started. */
    public CatchUp catchUp() {
        return catchUp;
    }

    /** Closes it. @throws OperatingFailure STOP_OVERDUE when not all of it has ended within the configured time */
    public void stop() throws OperatingFailure {
        opened.close(CloseStack.deadline(config, clock), List.of());
    }

    /** Closes it; what has not ended within the configured time is logged. */
    @Override
    public void close() {
        opened.abandon(CloseStack.deadline(config, clock));
    }
}
