package dozo.storage.index.database;

import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/**
 * A database in which this process holds the writer's role: a start is a promotion. In this order: role, end of the
 * predecessor's writers, control schema, epoch, index schema. Thread-safe.
 */
public final class ActiveDatabase implements AutoCloseable {

    private final Database database;
    private final RoleLock role;
    private final Fence fence;
    private final Schemas schemas;
    private final String liveSchema;
    private final RoleWatch watch;
    private final Saver saver;

    private ActiveDatabase(Database database, RoleLock role, long knownEpoch, Clock clock) throws OperatingFailure {
        this.database = database;
        this.role = role;
        this.schemas = new Schemas(database);
        database.openWriters();
        schemas.migrateControl();
        this.fence = promote(knownEpoch, clock);
        this.liveSchema = prepareSchemas(clock);
        this.watch = RoleWatch.start(role, fence);
        this.saver = Saver.start(database);
    }

    /**
     * Opens the database and takes the role.
     *
     * @param readTimeOut longest time of one reading statement
     * @param roleWait how long to wait for a role that another process holds
     * @param knownEpoch an epoch that was given already, whatever the database says; 0 for none
     * @throws OperatingFailure NOT_ACTIVE, INDEX_UNAVAILABLE or INDEX_SCHEMA_UNFIT; nothing is left open then
     */
    public static ActiveDatabase open(
            IndexConfig config, Duration readTimeOut, Duration roleWait, long knownEpoch, Clock clock)
            throws OperatingFailure {
        Database database = new Database(config, readTimeOut);
        RoleLock role = null;
        boolean opened = false;
        try {
            role = RoleLock.take(database, roleWait);
            ActiveDatabase active = new ActiveDatabase(database, role, knownEpoch, clock);
            opened = true;
            return active;
        } finally {
            if (!opened) {
                database.close();
                if (role != null) {
                    role.close();
                }
            }
        }
    }

    private Fence promote(long knownEpoch, Clock clock) throws OperatingFailure {
        try {
            return Fence.promote(database, knownEpoch, clock.millis());
        } catch (SQLException e) {
            throw DatabaseFailures.unavailable("a new epoch could not be drawn", e);
        }
    }

    private String prepareSchemas(Clock clock) throws OperatingFailure {
        schemas.dropRetired();
        String live = schemas.inState(Schemas.State.LIVE).orElse(null);
        if (live == null) {
            try (FencedTransaction transaction = fence.begin(FenceSlot.CONTROL)) {
                live = schemas.register(transaction, Schemas.State.LIVE, clock.millis());
                transaction.commit();
            }
        }
        schemas.migrateIndex(live);
        return live;
    }

    public Database database() {
        return database;
    }

    public Fence fence() {
        return fence;
    }

    public Schemas schemas() {
        return schemas;
    }

    /** Name of the index schema that was in use when this was opened. */
    public String liveSchema() {
        return liveSchema;
    }

    /** Whether the role is still held, as far as this process has noticed. */
    public boolean isActive() {
        return role.isHeld() && !fence.isDeposed();
    }

    /** Whether the database was closed under this process, and would open again with room to write. */
    public boolean canOnlyBeReopened() {
        return database.closedBy().isPresent() && ClosedDatabase.isWritable(database);
    }

    /** Ends the writers before the role is given back. */
    @Override
    public void close() {
        watch.close();
        saver.close();
        database.close();
        role.close();
    }
}
