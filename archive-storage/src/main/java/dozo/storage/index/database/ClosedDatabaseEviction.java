package dozo.storage.index.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;

/**
 * Tells the pools which errors of H2 end a connection. When H2 cannot write to its disk it closes the database under all its
 * connections, which go on to call themselves valid; without this a pool would hand them out for half an hour, long after the disk
 * has room again. A new connection opens the database anew, without the commits that were not written yet. Thread-safe.
 */
final class ClosedDatabaseEviction implements SQLExceptionOverride {

    private static final Set<Integer> CLOSED = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.FILE_CORRUPTED_1);

    private final Consumer<SQLException> onClosed;

    /** @param onClosed hears each error that tells that the database was closed under its users */
    ClosedDatabaseEviction(Consumer<SQLException> onClosed) {
        this.onClosed = onClosed;
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException error) {
        if (!isClosed(error)) {
            return SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
        onClosed.accept(error);
        return SQLExceptionOverride.Override.MUST_EVICT;
    }

    /** The write that fails is reported as a general error, everything after it as a closed database. */
    private static boolean isClosed(SQLException error) {
        if (error.getErrorCode() != ErrorCode.GENERAL_ERROR_1) {
            return CLOSED.contains(error.getErrorCode());
        }
        Throwable cause = error;
        while (cause != null && !(cause instanceof MVStoreException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
