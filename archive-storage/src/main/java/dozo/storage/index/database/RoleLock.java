package dozo.storage.index.database;

import dozo.core.failure.OperatingFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

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

    private final Connection session;

    private RoleLock(Connection session) {
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
            return new RoleLock(session);
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

    /** Whether the session that holds the role is open as far as this side has noticed. */
    boolean isHeld() {
        try {
            return !session.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closeQuietly(session);
    }

    private static void closeQuietly(Connection session) {
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
