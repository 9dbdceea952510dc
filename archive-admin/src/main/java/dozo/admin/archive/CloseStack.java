package dozo.admin.archive;

import dozo.core.config.DozoConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import dozo.core.value.Deadline;
import dozo.core.value.SteadyTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, last first; neither a failure to close one thing nor one that does not end keeps the others from it.
 * Not thread-safe.
 */
public final class CloseStack {

    private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Takes over {@code resource}. @return the same */
    public <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** The bound of a stop that begins now, on a time that nobody sets. */
    public static Deadline deadline(DozoConfig config, Clock clock) {
        return Deadline.in(config.stopTimeOut(), SteadyTime.from(clock.instant()));
    }

    /**
     * Waits for each as long as an equal share of what is left of the time, which the others have for themselves when it needs
     * less, and at the end, until the deadline, for those that needed more and for work that they left alone.
     *
     * @param before what is ending already, and is waited for too
     * @throws OperatingFailure STOP_OVERDUE when something has not ended by then; all else is closed
     */
    public void close(Deadline deadline, List<Ending> before) throws OperatingFailure {
        List<Ending> begun = new ArrayList<>(before);
        while (!opened.isEmpty()) {
            Duration share = deadline.left().dividedBy(opened.size());
            AutoCloseable resource = opened.pop();
            begun.add(Ending.begin(name(resource), resource).await(share));
        }
        begun.forEach(ending -> ending.await(deadline.left()));
        List<String> working = PoolThreads.awaitLeftAlone(deadline);
        List<String> stuck = Stream.concat(
                        begun.stream().filter(ending -> !ending.isOver()).map(Ending::toString), working.stream())
                .toList();
        if (!stuck.isEmpty()) {
            throw overdue(stuck);
        }
    }

    /** @param stuck what does not end, and where it stands */
    public static OperatingFailure overdue(List<String> stuck) {
        return new OperatingFailure(
                FailureCode.STOP_OVERDUE,
                "The stop did not end within stop-time-out and goes without: " + String.join("; ", stuck)
                        + ". Nothing that was answered with Success is lost: the next start reads the journals. Look at"
                        + " the disks and the database first.");
    }

    /** As {@link #close}, for whoever has something else to tell: what does not end is logged. */
    public void abandon(Deadline deadline) {
        logOverdue(() -> close(deadline, List.of()));
    }

    /** A stop that may be overdue. */
    @FunctionalInterface
    public interface Stop {
        void run() throws OperatingFailure;
    }

    /** Runs a stop and logs what did not end, for whoever has something else to tell. */
    public static void logOverdue(Stop stop) {
        try {
            stop.run();
        } catch (OperatingFailure e) {
            LOG.error("DOZO-{} {}", e.code().number(), e.getMessage());
        }
    }

    private static String name(AutoCloseable resource) {
        return resource.getClass().getSimpleName();
    }
}
