package dozo.storage.index;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.database.ActiveDatabase;
import dozo.storage.index.database.FenceSlot;
import dozo.storage.index.database.FencedTransaction;
import dozo.storage.index.database.Schemas;
import dozo.storage.index.table.BatchEnding;
import java.util.Map;

/** A rebuild in a schema of its own. */
final class SchemaRebuild implements IndexRebuild {

    private final DatabaseIndex index;
    private final ActiveDatabase database;
    private final DatabaseIndex.Live building;
    private final boolean resumed;
    private boolean handedOver;

    SchemaRebuild(DatabaseIndex index, ActiveDatabase database, DatabaseIndex.Live building, boolean resumed) {
        this.index = index;
        this.database = database;
        this.building = building;
        this.resumed = resumed;
    }

    @Override
    public String schema() {
        return building.tables().schema();
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
        return building.tables().begin(database.fence().begin(FenceSlot.REBUILD), BatchEnding.NONE);
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

    /** Moves the pointer in the same transaction that brings the new schema up to the old one. */
    private final class Switch implements BatchEnding {

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
            database.schemas().move(transaction, Schemas.State.LIVE, Schemas.State.RETIRED);
            database.schemas().move(transaction, Schemas.State.BUILDING, Schemas.State.LIVE);
        }

        @Override
        public void afterCommit() {
            handedOver = true;
            index.replace(building);
        }
    }

    @Override
    public void abandon() throws OperatingFailure {
        close();
        database.schemas().drop(building.tables().schema());
    }

    @Override
    public void close() {
        if (!handedOver) {
            building.close();
        }
    }
}
