package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.control.AeTable;
import dozo.storage.index.control.CommitmentTable;
import dozo.storage.index.control.DatabaseAeTable;
import dozo.storage.index.control.DatabaseCommitmentTable;
import dozo.storage.index.control.DatabaseVolumeTable;
import dozo.storage.index.control.VolumeTable;
import dozo.storage.index.database.ActiveDatabase;
import dozo.storage.index.database.FenceSlot;
import dozo.storage.index.database.FencedTransaction;
import dozo.storage.index.database.Schemas;
import dozo.storage.index.model.Conflict;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.FindSummary;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.IndexReader;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.index.query.RowConsumer;
import dozo.storage.index.query.SelectionSummary;
import dozo.storage.index.table.BatchEnding;
import dozo.storage.index.table.IndexTables;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index in a database. */
final class DatabaseIndex implements ArchiveIndex {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseIndex.class);

    private final ActiveDatabase database;
    private final IndexLimits limits;
    private final Clock clock;
    private final AeTable applicationEntities;
    private final CommitmentTable commitments;
    private final VolumeTable volumes;

    /** Replaced while the slot INDEX of the fence is held. */
    private volatile OpenSchema live;

    /** Two rebuilds would fill one schema, each with its own memory of what is in it. */
    private final AtomicBoolean rebuilding = new AtomicBoolean();

    private DatabaseIndex(ActiveDatabase database, IndexLimits limits, Clock clock) throws OperatingFailure {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.applicationEntities = new DatabaseAeTable(database);
        this.commitments = new DatabaseCommitmentTable(database);
        this.volumes = new DatabaseVolumeTable(database);
        this.live = open(database.liveSchema());
    }

    static DatabaseIndex open(IndexConfig config, IndexLimits limits, long knownEpoch, Clock clock)
            throws OperatingFailure {
        ActiveDatabase database =
                ActiveDatabase.open(config, limits.readTimeOut(), limits.roleWait(), knownEpoch, clock);
        boolean opened = false;
        try {
            DatabaseIndex index = new DatabaseIndex(database, limits, clock);
            opened = true;
            return index;
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    /** Maps a schema that has been migrated. */
    private OpenSchema open(String schema) throws OperatingFailure {
        return new OpenSchema(
                IndexTables.map(database.database(), schema, limits.knownKeysMax()),
                new IndexReader(database.database(), schema, limits));
    }

    /** Name of the schema in use. The slot INDEX of the fence must be held. */
    String liveSchema() {
        return live.name();
    }

    /**
     * Puts another schema in the place of the present one. The slot INDEX of the fence must be held.
     *
     * @return the one that was in use, for {@link #dropOnceUnread}
     */
    OpenSchema replace(OpenSchema next) {
        OpenSchema before = live;
        live = next;
        before.close();
        return before;
    }

    /** Lets queries that still read a replaced schema end, then drops it. */
    void dropOnceUnread(OpenSchema replaced) {
        replaced.retire(() -> {
            try {
                database.schemas().drop(replaced.name());
            } catch (OperatingFailure e) {
                // Registered as retired, it is dropped by the next start.
                LOG.info("Index schema {} could not be dropped yet", replaced.name(), e);
            }
        });
    }

    private OpenSchema.Lease lease() {
        for (; ; ) {
            // A schema is retired only after another has taken its place.
            Optional<OpenSchema.Lease> lease = live.lease();
            if (lease.isPresent()) {
                return lease.get();
            }
        }
    }

    @Override
    public WriterEpoch epoch() {
        return database.fence().epoch();
    }

    @Override
    public boolean isActive() {
        return database.isActive();
    }

    @Override
    public boolean canOnlyBeReopened() {
        return database.canOnlyBeReopened();
    }

    @Override
    public IndexBatch begin() throws OperatingFailure {
        FencedTransaction transaction = database.fence().begin(FenceSlot.INDEX);
        // Only now is it certain which schema is in use.
        return live.tables().begin(transaction, BatchEnding.NONE);
    }

    @Override
    public FindSummary find(IndexQuery query, RowConsumer consumer) throws OperatingFailure, IOException {
        try (OpenSchema.Lease lease = lease()) {
            return lease.reader().find(query, consumer);
        }
    }

    @Override
    public InstanceStream instances(RetrieveSelection selection) throws OperatingFailure {
        OpenSchema.Lease lease = lease();
        InstanceStream stream = lease.reader().instances(selection);
        return new InstanceStream() {
            @Override
            public Optional<StoredInstance> next() throws OperatingFailure {
                return stream.next();
            }

            @Override
            public void close() {
                stream.close();
                lease.close();
            }
        };
    }

    @Override
    public SelectionSummary summary(RetrieveSelection selection) throws OperatingFailure {
        try (OpenSchema.Lease lease = lease()) {
            return lease.reader().summary(selection);
        }
    }

    @Override
    public void versions(RetrieveSelection selection, Consumer<KnownVersion> consumer) throws OperatingFailure {
        try (OpenSchema.Lease lease = lease()) {
            lease.reader().versions(selection, consumer);
        }
    }

    @Override
    public void versionsReceivedOnlyOn(VolumeId volume, Set<VolumeId> others, Consumer<KnownVersion> consumer)
            throws OperatingFailure {
        try (OpenSchema.Lease lease = lease()) {
            lease.reader().versionsReceivedOnlyOn(volume, others, consumer);
        }
    }

    @Override
    public Map<String, Long> journalPositions() throws OperatingFailure {
        try (OpenSchema.Lease lease = lease()) {
            return lease.reader().journalPositions();
        }
    }

    @Override
    public List<Conflict> conflicts(long offset, int limit) throws OperatingFailure {
        try (OpenSchema.Lease lease = lease()) {
            return lease.reader().conflicts(offset, limit);
        }
    }

    @Override
    public IndexCounts counts() throws OperatingFailure {
        try (OpenSchema.Lease lease = lease()) {
            return lease.reader().counts();
        }
    }

    @Override
    public IndexRebuild rebuild() throws OperatingFailure {
        if (!rebuilding.compareAndSet(false, true)) {
            throw new OperatingFailure(
                    FailureCode.TOO_BUSY, "The index is being rebuilt already. Wait until that has ended.");
        }
        boolean begun = false;
        try {
            Schemas schemas = database.schemas();
            Optional<String> unfinished = schemas.inState(Schemas.State.BUILDING);
            String schema = unfinished.isPresent() ? unfinished.get() : registerBuilding(schemas);
            schemas.migrateIndex(schema);
            SchemaRebuild rebuild = new SchemaRebuild(this, database, open(schema), unfinished.isPresent());
            begun = true;
            return rebuild;
        } finally {
            if (!begun) {
                rebuildEnded();
            }
        }
    }

    /** Lets the next rebuild begin. */
    void rebuildEnded() {
        rebuilding.set(false);
    }

    private String registerBuilding(Schemas schemas) throws OperatingFailure {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.CONTROL)) {
            String schema = schemas.register(transaction, Schemas.State.BUILDING, clock.millis());
            transaction.commit();
            return schema;
        }
    }

    @Override
    public VolumeTable volumes() {
        return volumes;
    }

    @Override
    public AeTable applicationEntities() {
        return applicationEntities;
    }

    @Override
    public CommitmentTable commitments() {
        return commitments;
    }

    @Override
    public void close() {
        // First, so that whoever still writes hears of it from the database, and not from a mapping that is gone.
        database.close();
        live.close();
    }
}
