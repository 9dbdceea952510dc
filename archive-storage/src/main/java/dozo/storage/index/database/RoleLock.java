package dozo.storage.index.database;

import dozo.core.failure.OperatingFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's role (INV-3). On PostgreSQL a session-level advisory lock on a connection of its own, which the server
 * releases when the process dies; on H2 the database file, which only one process can open. Thread-safe.
 */
final class RoleLock implements AutoCloseable {

    /** The lock's number, "DozoRole" in ASCII: one archive per PostgreSQL database. */
    private static final long LOCK_NUMBER = 0x446F7A6F526F6C65L;

    /** How long one request for the lock waits inside the server, which wakes the first in line at once. */
    private static final long SLICE_MILLIS = 1_000;

    /** SQLSTATE lock_not_available. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Longest wait for a sign of life from the session. */
    private static final int VALIDATION_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(RoleLock.class);

    private final Database database;
    private volatile Connection session;
    /** Whether the session held the role when last looked at. */
    private volatile boolean held = true;

    private volatile boolean closed;

    private RoleLock(Database database, Connection session) {
        this.database = database;
        this.session = session;
    }

    /** @throws OperatingFailure NOT_ACTIVE when the role does not become free within {@code patience} */
    static RoleLock take(Database database, Duration patience) throws OperatingFailure {
        Connection session = null;
        try {
            session = database.connect(Database.ROLE_NAME);
            if (database.vendor() == Vendor.POSTGRESQL) {
                takeAdvisoryLock(session, patience);
                endWritersOfPredecessor(session);
            }
            return new RoleLock(database, session);
        } catch (SQLException e) {
            closeQuietly(session);
            throw isDatabaseInUse(e)
                    ? DatabaseFailures.roleTaken(e)
                    : DatabaseFailures.unavailable("it could not be opened", e);
        } catch (OperatingFailure e) {
            closeQuietly(session);
            throw e;
        }
    }

    private static void takeAdvisoryLock(Connection session, Duration patience) throws SQLException, OperatingFailure {
        long start = System.nanoTime();
        try (Statement statement = session.createStatement()) {
            statement.execute("set lock_timeout to " + SLICE_MILLIS);
            while (!tryAdvisoryLock(statement)) {
                if (System.nanoTime() - start >= patience.toNanos()) {
                    throw DatabaseFailures.roleTaken(null);
                }
            }
            statement.execute("set lock_timeout to 0");
        }
    }

    private static boolean tryAdvisoryLock(Statement statement) throws SQLException {
        try {
            statement.execute("select pg_advisory_lock(" + LOCK_NUMBER + ")");
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /**
     * A predecessor that lost the role while it was paused inside a transaction would hold the fence for as long as it is
     * paused. Ending a session takes the right to: the same database user.
     */
    private static void endWritersOfPredecessor(Connection session) throws SQLException {
        try (PreparedStatement statement =
                session.prepareStatement("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and usename = current_user and application_name = ?")) {
            statement.setString(1, Database.WRITER_NAME);
            try (ResultSet ended = statement.executeQuery()) {
                while (ended.next()) {
                    // Each row has ended one session.
                    continue;
                }
            }
        }
    }

    private static boolean isDatabaseInUse(SQLException e) {
        return e.getErrorCode() == org.h2.api.ErrorCode.DATABASE_ALREADY_OPEN_1;
    }

    /** Whether the session holds the role, as of the last {@link #confirm}. */
    boolean isHeld() {
        return held;
    }

    /**
     * Tests the session. One that was cut, by a restart of the server say, is replaced and asks for the role again, which is
     * lawful as long as the epoch is still this process's; else the fence deposes itself. The lock comes first and the epoch
     * second, in the order of a promotion. Called by one thread at a time.
     */
    void confirm(Fence fence) {
        try {
            if (!session.isValid(VALIDATION_SECONDS)) {
                held = false;
                closeQuietly(session);
                session = database.connect(Database.ROLE_NAME);
            }
            boolean locked = held || tryLock();
            fence.confirm(session);
            held = locked && !fence.isDeposed();
        } catch (SQLException e) {
            // The database is away, or another process has its file: asked again at the next look.
            held = false;
        }
        // A session of H2 calls itself valid though the database was closed under it.
        if (closed || fence.isDeposed() || (!held && database.vendor() == Vendor.H2)) {
            closeQuietly(session);
        }
    }

    /** Takes the lock if it is free; on H2 whoever could open the file has it. */
    private boolean tryLock() throws SQLException {
        if (database.vendor() == Vendor.H2) {
            return true;
        }
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK_NUMBER + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The last connection that is closed: an embedded database is closed with it. */
    @Override
    public void close() {
        closed = true;
        try {
            database.vendor().endOthers(session);
        } catch (SQLException e) {
            LOG.debug("Nobody else could be ended in the index database", e);
        }
        closeQuietly(session);
    }

    private static void closeQuietly(@Nullable Connection session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            // A session that cannot be closed is gone; the server has released the lock.
            return;
        }
    }
}
