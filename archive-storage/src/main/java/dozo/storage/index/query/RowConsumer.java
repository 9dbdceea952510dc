package dozo.storage.index.query;

import dozo.core.failure.OperatingFailure;
import java.io.IOException;

/** Takes the rows of a query one by one. */
@FunctionalInterface
public interface RowConsumer {

    /** @return whether more rows are wanted */
    boolean accept(IndexRow row) throws IOException, OperatingFailure;
}
