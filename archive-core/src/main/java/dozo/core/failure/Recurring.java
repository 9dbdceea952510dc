package dozo.core.failure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps that a schedule repeats, none of which may end it: an executor leaves a task for ever after its first exception. */
public final class Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private Recurring() {}

    /**
     * The step as a schedule may run it: an exception is a bug, and is logged instead of passed on. An {@link Error} is passed on.
     *
     * @param what the step does, for the log, such as "watching the writer's role"
     */
    public static Runnable guarded(String what, Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.error("DOZO-{} {} failed by a fault of the program.", FailureCode.INTERNAL.number(), what, e);
            }
        };
    }
}
