package dozo.storage.index.database;

import dozo.core.failure.OperatingFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;

/** A write transaction that holds the fence. Not thread-safe; ended on the thread that began it. */
public final class FencedTransaction implements AutoCloseable {

    /** SQLSTATE class of warnings, such as PostgreSQL's that a commit was not confirmed by its standby. */
    private static final String WARNING_CLASS = "01";

    private final Fence fence;
    private final Connection connection;
    private final Runnable onEnd;
    /** Whether no journal can bring back what is written here. */
    private boolean irreplaceable;

    /** Whether nothing is left that could be rolled back. */
    private boolean committed;

    private boolean ended;

    FencedTransaction(Fence fence, Connection connection, FenceSlot slot, Runnable onEnd) {
        this.fence = fence;
        this.connection = connection;
        this.onEnd = onEnd;
        this.irreplaceable = slot == FenceSlot.CONTROL;
    }

    /** The transaction's connection; neither committed nor closed by its users. */
    public Connection connection() {
        return connection;
    }

    /** Holds a further slot, against the writers of that kind, until the end. */
    public void alsoHold(FenceSlot slot) throws OperatingFailure {
        try {
            fence.hold(connection, slot);
            irreplaceable |= slot == FenceSlot.CONTROL;
        } catch (SQLException e) {
            throw failure("the fence could not be taken", e);
        }
    }

    /** @throws OperatingFailure NOT_ACTIVE once the database was closed, so that nothing can be done any more */
    public void requireOpen() throws OperatingFailure {
        fence.requireOpen();
    }

    /** What to tell when a statement of this transaction failed; as {@link Database#failure}. */
    public OperatingFailure failure(String what, Throwable cause) {
        return fence.failure(what, cause);
    }

    /**
     * Ends this process's right to write, for the caller found rows to be older than what this process committed. A further
     * commit would move a journal's position past lines that the database has lost.
     *
     * @return the failure to throw, of code NOT_ACTIVE
     */
    public OperatingFailure steppedBack(Throwable cause) {
        fence.depose();
        return DatabaseFailures.steppedBack(cause);
    }

    /**
     * Commits; what stands in the control tables is durable then, whatever the database. No time-out of a statement applies to a commit, and a commit with a warning, which a synchronous standby may
     * not have, counts as failed.
     *
     * @throws OperatingFailure INDEX_UNAVAILABLE when the outcome is not surely a commit
     */
    public void commit() throws OperatingFailure {
        try {
            connection.clearWarnings();
            connection.commit();
            for (SQLWarning warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                if (warning.getSQLState() != null && warning.getSQLState().startsWith(WARNING_CLASS)) {
                    throw DatabaseFailures.unknownOutcome(warning);
                }
            }
            if (irreplaceable) {
                fence.force(connection);
            }
            committed = true;
        } catch (SQLException e) {
            throw DatabaseFailures.unknownOutcome(e);
        }
    }

    /** Rolls back what was not committed and lets the next one in. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            giveBack();
            onEnd.run();
        }
    }

    /** Without a rollback where there is nothing to roll back: H2 forgets every parsed statement over one. */
    private void giveBack() {
        if (!committed) {
            abandon(connection);
            return;
        }
        try (connection) {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The pool has marked the connection as broken; what was committed stays.
            return;
        }
    }

    /** Rolls back and gives the connection back; one that cannot roll back is thrown away by its pool. */
    static void abandon(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The pool has marked the connection as broken, and the server rolls back by itself.
            return;
        }
    }
}
