package dozo.admin.control;

import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;

/**
 * Has operations done, here or elsewhere.
 *
 * @param <C> what the operations work on
 */
public interface OperationChannel<C> extends AutoCloseable {

    /** The answer of {@code operation}; {@code progress} is told on the calling thread. */
    <Q extends Record, A extends Record> A run(Operation<C, Q, A> operation, Q request, Progress.Listener progress)
            throws OperatingFailure;

    /** Whether a running server does the work. */
    boolean isServing();

    /**
     * Gives back what the work was done with.
     *
     * @throws OperatingFailure STOP_OVERDUE when that did not end within the bound of a stop; what was answered is done all the same
     */
    @Override
    void close() throws OperatingFailure;
}
