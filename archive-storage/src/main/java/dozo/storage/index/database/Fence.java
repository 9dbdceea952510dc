package dozo.storage.index.database;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.WriterEpoch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer (INV-3): every write transaction locks the row of its slot and compares epoch and incarnation for equality, so
 * that after a promotion elsewhere nothing of this process commits any more. Thread-safe.
 */
public final class Fence {

    /** Longest wait for another transaction of the same kind in this process. */
    private static final long WAIT_SECONDS = 60;

    /** Of the one row that a writer must hold; it is tested once more when another transaction's lock had to be waited for. */
    private static final String CONDITION = "slot = ? and epoch = ? and incarnation = ?";

    private final Database database;
    private final WriterEpoch epoch;
    private final Map<FenceSlot, ReentrantLock> turns = new ConcurrentHashMap<>();
    private volatile boolean deposed;

    private Fence(Database database, WriterEpoch epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    /**
     * Draws a new epoch, above {@code knownEpoch} too, and a new incarnation; from that moment on no transaction of an earlier
     * one can commit.
     */
    static Fence promote(Database database, long knownEpoch, long nowMillis) throws SQLException {
        try (Connection connection = database.writers().getConnection()) {
            connection.setAutoCommit(false);
            try {
                WriterEpoch epoch = new WriterEpoch(Math.max(highest(connection), knownEpoch) + 1, UUID.randomUUID());
                try (PreparedStatement update = connection.prepareStatement(
                        "update " + ControlSchema.FENCE + " set epoch = ?, incarnation = ?, promoted_at = ?")) {
                    update.setLong(1, epoch.epoch());
                    update.setObject(2, epoch.incarnation());
                    update.setLong(3, nowMillis);
                    update.executeUpdate();
                }
                connection.commit();
                database.vendor().force(connection);
                return new Fence(database, epoch);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The last epoch given, 0 for none. Locks all rows, so that transactions under way end first. */
    static long highest(Connection connection) throws SQLException {
        long highest = 0;
        try (PreparedStatement select = connection.prepareStatement(
                        "select epoch from " + ControlSchema.FENCE + " order by slot for update");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                highest = Math.max(highest, rows.getLong(1));
            }
        }
        return highest;
    }

    public WriterEpoch epoch() {
        return epoch;
    }

    /** Lets no further transaction begin. */
    void depose() {
        deposed = true;
    }

    /** Whether a transaction found another process's epoch, or an older database; final once true. */
    public boolean isDeposed() {
        return deposed;
    }

    /**
     * Begins a transaction under the fence, after the one of the same slot that this process has open.
     *
     * @throws OperatingFailure NOT_ACTIVE when the fence is another's or the database was closed, TOO_BUSY when the turn does not come,
     *     INDEX_UNAVAILABLE when the database fails
     */
    public FencedTransaction begin(FenceSlot slot) throws OperatingFailure {
        requireUnbroken();
        Runnable turn = awaitTurn(slot);
        boolean begun = false;
        try {
            FencedTransaction transaction =
                    new FencedTransaction(this, database.pen(), holdingConnection(slot), slot, turn);
            begun = true;
            return transaction;
        } catch (SQLException e) {
            throw database.failure("a write transaction could not begin", e);
        } finally {
            if (!begun) {
                turn.run();
            }
        }
    }

    /**
     * A connection that was cut while it was idle says so only when it is used. Nothing is written yet, so the next one is
     * tried, as often as the pool has connections; a database that is gone fails at the first one that must be made anew.
     */
    private Connection holdingConnection(FenceSlot slot) throws SQLException, OperatingFailure {
        for (int attempt = 1; ; attempt++) {
            Connection connection = database.writers().getConnection();
            boolean held = false;
            try {
                connection.setAutoCommit(false);
                hold(connection, slot);
                held = true;
                return connection;
            } catch (SQLException e) {
                requireUnbroken(); // else the next one opens an embedded database anew
                if (attempt > Database.WRITERS) {
                    throw e;
                }
            } finally {
                if (!held) {
                    FencedTransaction.abandon(connection, database.pen());
                }
            }
        }
    }

    private void requireUnbroken() throws OperatingFailure {
        requireOpen();
        Optional<SQLException> closed = database.closedBy();
        if (closed.isPresent()) {
            deposed = true;
            throw DatabaseFailures.closed(closed.get());
        }
        if (deposed) {
            throw DatabaseFailures.deposed();
        }
    }

    /** @return gives the turn to the next one of this kind; by the same thread */
    Runnable awaitTurn(FenceSlot slot) throws OperatingFailure {
        ReentrantLock turn = turns.computeIfAbsent(slot, first -> new ReentrantLock(true));
        try {
            if (turn.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return turn::unlock;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new OperatingFailure(
                FailureCode.TOO_BUSY,
                "A write to the index waited too long for the one before it. Check the database.");
    }

    /** @throws OperatingFailure NOT_ACTIVE once the database was closed */
    void requireOpen() throws OperatingFailure {
        database.requireOpen();
    }

    /** As {@link Database#failure}. */
    OperatingFailure failure(String what, Throwable cause) {
        return database.failure(what, cause);
    }

    /** Makes what was committed outlive a power cut. */
    void force(Connection connection) throws SQLException {
        database.vendor().force(connection);
    }

    /** Compares without a lock, so that a promotion elsewhere is noticed although nothing is written. */
    void confirm(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*) from " + ControlSchema.FENCE + " where epoch <> ? or incarnation <> ?")) {
            select.setLong(1, epoch.epoch());
            select.setObject(2, epoch.incarnation());
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && row.getLong(1) > 0) {
                    deposed = true;
                }
            }
        }
    }

    /** Locks the slot's row until the transaction ends; in the turn, so that no other one of this process has locked it. */
    void hold(Connection connection, FenceSlot slot) throws SQLException, OperatingFailure {
        try (PreparedStatement lock =
                        connection.prepareStatement(database.vendor().lockRow(ControlSchema.FENCE, CONDITION));
                Pen.Stroke stroke = database.pen().take()) {
            lock.setInt(1, slot.ordinal());
            lock.setLong(2, epoch.epoch());
            lock.setObject(3, epoch.incarnation());
            if (!found(lock)) {
                deposed = true;
                throw DatabaseFailures.deposed();
            }
        }
    }

    private static boolean found(PreparedStatement lock) throws SQLException {
        if (!lock.execute()) {
            return lock.getUpdateCount() == 1;
        }
        try (ResultSet row = lock.getResultSet()) {
            return row.next();
        }
    }
}
