package dozo.storage.index;

import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.control.AeTable;
import dozo.storage.index.control.CommitmentTable;
import dozo.storage.index.control.DatabaseAeTable;
import dozo.storage.index.control.DatabaseCommitmentTable;
import dozo.storage.index.database.ActiveDatabase;
import dozo.storage.index.database.FenceSlot;
import dozo.storage.index.database.FencedTransaction;
import dozo.storage.index.database.Schemas;
import dozo.storage.index.query.FindSummary;
import dozo.storage.index.query.IndexQuery;
import dozo.storage.index.query.IndexReader;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.index.query.RowConsumer;
import dozo.storage.index.query.SelectionSummary;
import dozo.storage.index.table.BatchEnding;
import dozo.storage.index.table.IndexTables;
import dozo.storage.volume.WriterEpoch;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The index in a database. */
final class DatabaseIndex implements ArchiveIndex {

    /** One index schema, as it is written and as it is read. */
    record Live(IndexTables tables, IndexReader reader) implements AutoCloseable {
        @Override
        public void close() {
            tables.close();
        }
    }

    private final ActiveDatabase database;
    private final IndexLimits limits;
    private final Clock clock;
    private final AeTable applicationEntities;
    private final CommitmentTable commitments;

    /** Replaced while the slot INDEX of the fence is held. */
    private volatile Live live;

    private DatabaseIndex(ActiveDatabase database, IndexLimits limits, Clock clock) throws OperatingFailure {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.applicationEntities = new DatabaseAeTable(database);
        this.commitments = new DatabaseCommitmentTable(database);
        this.live = open(database.liveSchema());
    }

    static DatabaseIndex open(IndexConfig config, IndexLimits limits, Clock clock) throws OperatingFailure {
        ActiveDatabase database = ActiveDatabase.open(config, limits.readTimeOut(), limits.roleWait(), clock);
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
    Live open(String schema) throws OperatingFailure {
        return new Live(
                IndexTables.map(database.database(), schema, limits.knownKeysMax()),
                new IndexReader(database.database().readers(), schema, limits));
    }

    /** Puts another schema in the place of the present one. The slot INDEX of the fence must be held. */
    void replace(Live next) {
        Live before = live;
        live = next;
        before.close();
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
    public IndexBatch begin() throws OperatingFailure {
        FencedTransaction transaction = database.fence().begin(FenceSlot.INDEX);
        // Only now is it certain which schema is in use.
        return live.tables().begin(transaction, BatchEnding.NONE);
    }

    @Override
    public FindSummary find(IndexQuery query, RowConsumer consumer) throws OperatingFailure, IOException {
        return live.reader().find(query, consumer);
    }

    @Override
    public InstanceStream instances(RetrieveSelection selection) throws OperatingFailure {
        return live.reader().instances(selection);
    }

    @Override
    public SelectionSummary summary(RetrieveSelection selection) throws OperatingFailure {
        return live.reader().summary(selection);
    }

    @Override
    public void versions(RetrieveSelection selection, Consumer<KnownVersion> consumer) throws OperatingFailure {
        live.reader().versions(selection, consumer);
    }

    @Override
    public Map<String, Long> journalPositions() throws OperatingFailure {
        return live.reader().journalPositions();
    }

    @Override
    public List<Conflict> conflicts(long offset, int limit) throws OperatingFailure {
        return live.reader().conflicts(offset, limit);
    }

    @Override
    public IndexCounts counts() throws OperatingFailure {
        return live.reader().counts();
    }

    @Override
    public IndexRebuild rebuild() throws OperatingFailure {
        Schemas schemas = database.schemas();
        Optional<String> unfinished = schemas.inState(Schemas.State.BUILDING);
        String schema = unfinished.isPresent() ? unfinished.get() : registerBuilding(schemas);
        schemas.migrateIndex(schema);
        return new SchemaRebuild(this, database, open(schema), unfinished.isPresent());
    }

    private String registerBuilding(Schemas schemas) throws OperatingFailure {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.CONTROL)) {
            String schema = schemas.register(transaction, Schemas.State.BUILDING, clock.millis());
            transaction.commit();
            return schema;
        }
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
        live.close();
        database.close();
    }
}
