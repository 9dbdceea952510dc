package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import java.io.IOException;

/** Takes the rows of a query one by one. */
@FunctionalInterface
public interface RowConsumer {

    /** @return whether more rows are wanted */
    boolean accept(IndexRow row) throws IOException, OperatingFailure;

    /** The index turns to its database for more: rows taken so far should not have to wait for those. */
    default void pause() throws IOException {
        // Whoever keeps nothing back has nothing to do.
    }

    /** Whether the query is no longer wanted; asked now and then while nothing is found. Never by itself. */
    default boolean isStopped() {
        return false;
    }
}
