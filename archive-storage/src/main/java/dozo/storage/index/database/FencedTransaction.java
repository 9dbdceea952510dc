package dozo.storage.index.database;

import dozo.core.failure.OperatingFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A write transaction that holds the fence. Not thread-safe; ended on the thread that began it. */
public final class FencedTransaction implements AutoCloseable {

    /** SQLSTATE class of warnings, such as PostgreSQL's that a commit was not confirmed by its standby. */
    private static final String WARNING_CLASS = "01";

    private final Fence fence;
    private final Pen pen;
    private final Connection connection;
    /** Turns to give to the next ones. */
    private final List<Runnable> turns = new ArrayList<>();
    /** Held to the end, since little is done in the control tables; null for other kinds, which take the pen to write. */
    private final Pen.@Nullable Stroke stroke;

    /** Whether no journal can bring back what is written here. */
    private boolean irreplaceable;

    /** Whether nothing is left that could be rolled back. */
    private boolean committed;

    private boolean ended;

    /** @param turn given to the next one in the end */
    FencedTransaction(Fence fence, Pen pen, Connection connection, FenceSlot slot, Runnable turn) {
        this.fence = fence;
        this.pen = pen;
        this.connection = connection;
        this.turns.add(turn);
        this.irreplaceable = slot == FenceSlot.CONTROL;
        this.stroke = irreplaceable ? pen.take() : null;
    }

    /** To be held while statements change an index table; changes of the control tables, and the end, hold it by themselves. */
    public Pen.Stroke writing() {
        return pen.take();
    }

    /** The transaction's connection; neither committed nor closed by its users. */
    public Connection connection() {
        return connection;
    }

    /**
     * Holds a further slot, against the writers of that kind, until the end.
     *
     * @throws OperatingFailure TOO_BUSY when the turn does not come; else as {@link Fence#begin}
     */
    public void alsoHold(FenceSlot slot) throws OperatingFailure {
        turns.add(fence.awaitTurn(slot));
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
        try (Pen.Stroke last = pen.take()) {
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
            try (stroke) {
                giveBack();
            } finally {
                turns.forEach(Runnable::run);
            }
        }
    }

    /** Without a rollback where there is nothing to roll back: H2 forgets every parsed statement over one. */
    private void giveBack() {
        if (!committed) {
            abandon(connection, pen);
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
    static void abandon(Connection connection, Pen pen) {
        try (connection;
                Pen.Stroke last = pen.take()) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The pool has marked the connection as broken, and the server rolls back by itself.
            return;
        }
    }
}
