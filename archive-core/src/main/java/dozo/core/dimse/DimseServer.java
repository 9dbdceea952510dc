package dozo.core.dimse;

import dozo.core.association.AcceptancePolicy;
import dozo.core.association.AcceptorSettings;
import dozo.core.failure.OperatingFailure;
import java.time.Duration;

/**
 * Serves DIMSE requests on a port: an acceptor of associations whose messages go to {@link DimseServices}, and the bounded pool
 * on which long services run. Thread-safe.
 */
public final class DimseServer implements AutoCloseable {

    /**
     * Binds the port and starts to accept.
     *
     * @param maxLongOperations long services performed at a time over all associations; more are answered as out of resources
     * @throws OperatingFailure when the port cannot be bound
     */
    public static DimseServer start(
            AcceptorSettings settings, AcceptancePolicy policy, DimseServices services, int maxLongOperations)
            throws OperatingFailure {
        throw new UnsupportedOperationException();
    }

    /** The port bound, also when the settings asked for any. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    /** Established associations at this moment. */
    public int associationCount() {
        throw new UnsupportedOperationException();
    }

    /**
     * Accepts nothing more, waits until all associations have ended or {@code limit} has passed, then aborts the rest.
     *
     * @return how many had to be aborted
     */
    public int drain(Duration limit) {
        throw new UnsupportedOperationException();
    }

    /** Stops at once: {@link #drain} with no time. */
    @Override
    public void close() {
        drain(Duration.ZERO);
    }
}
