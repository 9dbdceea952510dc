package dozo.storage.index;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.index.database.ActiveDatabase;
import dozo.storage.index.database.DatabaseFailures;
import dozo.storage.index.database.FenceSlot;
import dozo.storage.index.database.FencedTransaction;
import dozo.storage.index.database.Schemas;
import dozo.storage.index.model.IndexCounts;
import dozo.storage.index.table.BatchEnding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rebuild in a schema of its own. */
final class SchemaRebuild implements IndexRebuild {

    private final DatabaseIndex index;
    private final ActiveDatabase database;
    private final OpenSchema building;
    private final boolean resumed;
    /** The schema that this one has taken the place of; null before the switch. */
    private @Nullable OpenSchema replaced;

    private boolean ended;

    SchemaRebuild(DatabaseIndex index, ActiveDatabase database, OpenSchema building, boolean resumed) {
        this.index = index;
        this.database = database;
        this.building = building;
        this.resumed = resumed;
    }

    @Override
    public String schema() {
        return building.name();
    }

    @Override
    public boolean isResumed() {
        return resumed;
    }

    @Override
    public Map<String, Long> journalPositions() throws OperatingFailure {
        return building.reader().journalPositions();
    }

    @Override
    public IndexCounts counts() throws OperatingFailure {
        return building.reader().counts();
    }

    @Override
    public IndexBatch begin() throws OperatingFailure {
        return building.tables().begin(database.fence().begin(FenceSlot.REBUILD), new Filling());
    }

    @Override
    public IndexBatch beginSwitch() throws OperatingFailure {
        FencedTransaction transaction = database.fence().begin(FenceSlot.INDEX);
        boolean begun = false;
        try {
            transaction.alsoHold(FenceSlot.REBUILD);
            transaction.alsoHold(FenceSlot.CONTROL);
            IndexBatch batch = building.tables().begin(transaction, new Switch(transaction));
            begun = true;
            return batch;
        } finally {
            if (!begun) {
                transaction.close();
            }
        }
    }

    /** A schema that is not in use says nothing about the one that is: this process stays active whatever it finds there. */
    private static class Filling implements BatchEnding {
        @Override
        public OperatingFailure steppedBack(FencedTransaction transaction, Throwable cause) {
            return DatabaseFailures.rebuildSteppedBack(cause);
        }
    }

    /** Moves the pointer in the same transaction that brings the new schema up to the old one. */
    private final class Switch extends Filling {

        private final FencedTransaction transaction;

        Switch(FencedTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public void beforeCommit(Map<String, Long> positions) throws OperatingFailure {
            for (Map.Entry<String, Long> live : index.journalPositions().entrySet()) {
                if (positions.getOrDefault(live.getKey(), 0L) < live.getValue()) {
                    throw new OperatingFailure(
                            FailureCode.JOURNAL_UNUSABLE,
                            "The rebuilt index lacks what journal " + live.getKey()
                                    + " gained meanwhile; the present one stays in use. Continue the rebuild.");
                }
            }
            Schemas schemas = database.schemas();
            schemas.move(transaction, index.liveSchema(), Schemas.State.LIVE, Schemas.State.RETIRED);
            schemas.move(transaction, building.name(), Schemas.State.BUILDING, Schemas.State.LIVE);
        }

        @Override
        public void afterCommit() {
            replaced = index.replace(building);
        }
    }

    @Override
    public void abandon() throws OperatingFailure {
        if (replaced != null) {
            throw new IllegalStateException("the schema is in use");
        }
        building.close();
        database.schemas().drop(building.name());
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        if (replaced == null) {
            building.close();
        } else {
            index.dropOnceUnread(replaced);
        }
        index.rebuildEnded();
    }
}
