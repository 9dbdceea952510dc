package dozo.storage.index.database;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What the operator is told when the database fails. The texts of drivers may quote values and stay in the cause. */
public final class DatabaseFailures {

    /** SQLSTATE disk_full of PostgreSQL. */
    private static final String DISK_FULL = "53100";

    /** SQLSTATEs: a corrupted file of H2; data_corrupted and index_corrupted of PostgreSQL. */
    private static final Set<String> DAMAGED = Set.of("90030", "XX001", "XX002");

    private DatabaseFailures() {}

    /** The database did not do what was asked, or its answer was lost. */
    public static OperatingFailure unavailable(String what, Throwable cause) {
        return new OperatingFailure(
                FailureCode.INDEX_UNAVAILABLE,
                "The index database failed: " + what + ". Nothing stored is lost; senders will repeat what was not"
                        + " answered. " + remedy(cause),
                cause);
    }

    private static String remedy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error && DISK_FULL.equals(error.getSQLState())) {
                return "Its disk has no room left: make room, and the archive goes on by itself.";
            }
            if (cause instanceof SQLException error && error.getErrorCode() == ErrorCode.DUPLICATE_PROPERTY_1) {
                return "Its address names an option twice. Take it out of database.url, above all WRITE_DELAY, which Dozo"
                        + " sets by itself: with another value images could vanish from the index.";
            }
            if (cause instanceof SQLException error && isDamage(error)) {
                return "Its own files look damaged. Start the archive again; if that fails in the same way, keep them"
                        + " elsewhere and start with an empty database: every row is built again from the volumes.";
            }
        }
        return "Check that the database runs and has room.";
    }

    /** A general error is how H2 tells of what cannot be, as when a page is not what was written. */
    private static boolean isDamage(SQLException error) {
        return DAMAGED.contains(String.valueOf(error.getSQLState()))
                || error.getErrorCode() == ErrorCode.GENERAL_ERROR_1;
    }

    /** The transaction may or may not have been committed, so it counts as not committed (rule: unknown is not Success). */
    public static OperatingFailure unknownOutcome(Throwable cause) {
        return new OperatingFailure(
                FailureCode.INDEX_UNAVAILABLE,
                "The index database did not confirm a commit. The images in it were not acknowledged; senders will"
                        + " repeat them.",
                cause);
    }

    /** Another process has the writer's role now. */
    public static OperatingFailure deposed() {
        return new OperatingFailure(
                FailureCode.NOT_ACTIVE,
                "Another process has become the active one. This process writes nothing more; stop it or let it wait"
                        + " as standby.");
    }

    /** This process has closed the database, and whoever asks is left over from before. */
    static OperatingFailure stopped(@Nullable Throwable cause) {
        return new OperatingFailure(
                FailureCode.NOT_ACTIVE,
                "The archive stops, and its index is closed already. Nothing stored is lost.",
                cause);
    }

    /** The disk of an embedded database closed it, and its last commits are lost. */
    static OperatingFailure closed(Throwable cause) {
        return new OperatingFailure(
                FailureCode.NOT_ACTIVE,
                "The index database was closed because its disk is full or failed. Nothing more is written until there is"
                        + " room again; the server then starts anew by itself, which brings the index up to the journals.",
                cause);
    }

    /** The database is not as this process left it. */
    static OperatingFailure steppedBack(Throwable cause) {
        return new OperatingFailure(
                FailureCode.NOT_ACTIVE,
                "The index database was put back to an earlier state while the server ran. Nothing more is written until"
                        + " the server is started again, which brings the index up to the journals.",
                cause);
    }

    /** Another hand has changed the list of schemas, or a rebuild's schema was put back to an earlier state. */
    static OperatingFailure notInState(String schema, Schemas.State state) {
        return new OperatingFailure(
                FailureCode.INDEX_SCHEMA_UNFIT,
                "Index schema " + schema + " is not in state " + state
                        + " any more; nothing was switched, and the index in use stays. Run again: dozo reindex.");
    }

    /** A schema being filled is not as its last batch left it. */
    public static OperatingFailure rebuildSteppedBack(Throwable cause) {
        return new OperatingFailure(
                FailureCode.INDEX_SCHEMA_UNFIT,
                "The index being rebuilt is not as the rebuild left it; the index in use stays. Run again: dozo"
                        + " reindex.",
                cause);
    }

    /** The role was not free. */
    public static OperatingFailure roleTaken(@Nullable Throwable cause) {
        return new OperatingFailure(
                FailureCode.NOT_ACTIVE,
                "Another process is active on this index database. Stop it first, or check the database address.",
                cause);
    }

    /** The tables are not what this program needs. */
    public static OperatingFailure schemaUnfit(Throwable cause) {
        return new OperatingFailure(
                FailureCode.INDEX_SCHEMA_UNFIT,
                "The tables of the index database do not fit this version of the program. Use the version that wrote"
                        + " them, or rebuild the index.",
                cause);
    }
}
