package dozo.core.dimse;

import dozo.core.failure.OperatingFailure;
import java.io.IOException;

/** Performs the requests of a DIMSE service as SCP. Called on many threads at once. */
@FunctionalInterface
public interface ServiceProvider {

    /**
     * Performs one request and answers it with exactly one final response, after any pending ones. What is left of the request's
     * data set is skipped afterwards. Anything thrown before the final response is answered in the provider's place: an
     * {@link OperatingFailure} with its code's status, everything else with 0110H.
     *
     * @throws IOException when the association is lost; not answered
     */
    void serve(Exchange exchange) throws OperatingFailure, IOException;

    /**
     * Whether a request may take long or causes requests of our own on the same association (C-FIND, C-MOVE, C-GET): then it is
     * performed on a pool's thread while the association goes on reading, its data set read into memory before, up to a limit.
     * Else it is performed on the association's reader thread and may stream its data set.
     */
    default boolean isLong() {
        return false;
    }
}
