package dozo.admin.control;

import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;

/**
 * One thing an administrator can have done. Stateless; the same object runs in the server and in a command.
 *
 * @param <C> what it works on
 * @param <Q> its request, a record of texts, numbers, booleans, lists and records
 * @param <A> its answer, likewise
 */
public interface Operation<C, Q extends Record, A extends Record> {

    /** Unique, such as {@code volume.list}. */
    String name();

    Class<Q> requestType();

    Class<A> answerType();

    /**
     * Does it on the calling thread.
     *
     * @param progress is told of progress, and may throw {@link OperationAbandoned} to stop the work
     * @throws OperatingFailure when it cannot be done
     */
    A run(C context, Q request, Progress.Listener progress) throws OperatingFailure;
}
