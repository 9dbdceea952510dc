package dozo.qr.retrieve;

import dozo.core.config.RetrieveConfig;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.SubOperations;
import dozo.core.value.Count;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One C-MOVE or C-GET while its sub-operations run. Senders work on threads of their own; the thread of the request answers:
 * at the first change and some after it, at an interval, and at the end. So a requestor that reads slowly does not hold up the transfer.
 */
final class RetrieveJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetrieveJob.class);

    /**
     * How often changes are told, and it is looked whether a cancellation must be enforced. More answers would take as much
     * from the transfer as they tell of it.
     */
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    /** How long a sub-operation may go on after a cancellation before its association is aborted. */
    private static final Duration CANCEL_GRACE = Duration.ofSeconds(2);

    private final Exchange exchange;
    private final RetrieveConfig config;
    private final Executor threads;
    private final InstantSource clock;
    private final RetrieveAnswers answers;
    private final RetrieveProgress progress;
    private final OpenLinks links = new OpenLinks();
    private SubOperations answered;
    private Instant answeredAt;
    private @Nullable Instant cancelledAt;
    private boolean requestorLost;
    private boolean anyAnswered;
    private boolean cancelled;

    RetrieveJob(Exchange exchange, RetrieveConfig config, Executor threads, InstantSource clock, int total) {
        this.exchange = exchange;
        this.config = config;
        this.threads = threads;
        this.clock = clock;
        this.answers = new RetrieveAnswers(exchange);
        this.progress = new RetrieveProgress(new Tally(total), exchange::isCancelled);
        this.answered = progress.counts();
        this.answeredAt = clock.instant();
    }

    RetrieveProgress progress() {
        return progress;
    }

    OpenLinks links() {
        return links;
    }

    /** Runs {@code senders} until they have ended; what is then left in {@code queue}, and not cancelled, has failed. */
    void run(InstanceQueue queue, List<Runnable> senders) {
        progress.workersStarted(senders.size());
        senders.forEach(this::start);
        boolean interrupted = false;
        while (progress.isWorking()) {
            SubOperations seen = progress.counts();
            answer(seen);
            try {
                await(seen);
            } catch (InterruptedException e) {
                // The server stops: there is nobody to go on for, but the senders must have ended first.
                interrupted = true;
                requestorLost = true;
            }
            cancelIfAsked();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        cancelled = progress.isCancelled();
        if (!cancelled) {
            queue.drain().forEach(uid -> progress.record(uid, SendOutcome.FAILED));
        }
    }

    /** Sends the final response. @throws IOException when the requestor is gone */
    void finish() throws IOException {
        answers.complete(progress.counts(), progress.failedInstances(), cancelled);
    }

    private void await(SubOperations seen) throws InterruptedException {
        if (anyAnswered) {
            progress.awaitEnd(LOOK_INTERVAL);
        } else {
            progress.awaitChange(seen, LOOK_INTERVAL);
        }
    }

    private void start(Runnable sender) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        try {
            threads.execute(() -> perform(sender, context));
        } catch (RejectedExecutionException e) {
            LOG.warn("a sender could not start, since the server stops, or {}", e.getMessage());
            progress.workerEnded();
        }
    }

    private void perform(Runnable sender, Map<String, String> context) {
        if (context != null) {
            MDC.setContextMap(context);
        }
        try {
            sender.run();
        } catch (RuntimeException e) {
            LOG.error("a sender ended because of a defect of this program", e);
        } finally {
            MDC.clear();
            progress.workerEnded();
        }
    }

    private void answer(SubOperations counts) {
        boolean due = !counts.equals(answered) || !clock.instant().isBefore(answeredAt.plus(config.pendingInterval()));
        if (!due || counts.remaining() == 0 || progress.isCancelled()) {
            return;
        }
        try {
            answers.pending(counts);
            anyAnswered = true;
            answered = counts;
            answeredAt = clock.instant();
        } catch (IOException e) {
            LOG.warn("the requestor is gone; not sent any more: {}", Count.of(counts.remaining(), "instance"));
            requestorLost = true;
        }
    }

    private void cancelIfAsked() {
        if (cancelledAt == null && (requestorLost || exchange.isCancelled())) {
            cancelledAt = clock.instant();
            progress.cancel();
        }
        if (cancelledAt != null && clock.instant().isAfter(cancelledAt.plus(CANCEL_GRACE))) {
            links.abortAll();
        }
    }
}
