package dozo.core.thread;

import java.util.concurrent.RejectedExecutionException;

/**
 * The system gives the process no more threads: a limit of its service or user is reached, or memory. It passes like a pool that is
 * full, so it is one for whoever offered work.
 */
public final class OutOfThreadsException extends RejectedExecutionException {

    private static final long serialVersionUID = 1;

    OutOfThreadsException(OutOfMemoryError cause) {
        super(
                "the system gives no more threads; look at the limits of the service (TasksMax) and of its user (ulimit -u),"
                        + " and at the memory that is free",
                cause);
    }
}
