package dozo.qr.find;

import dozo.core.dimse.CommandSet;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.query.FindEnd;
import dozo.storage.index.query.IndexRow;
import dozo.storage.index.query.RowConsumer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends one pending response for each row, until the requestor cancels or the time is over: those of rows that come at once
 * together, since sending and receiving one of them takes longer than making it. Used by one thread.
 */
final class PendingAnswers implements RowConsumer {

    /** An answer waits so long for others to go with, and until one more has been made. */
    private static final Duration WAIT_MAX = Duration.ofMillis(5);

    private final Exchange exchange;
    private final AnswerBuilder builder;
    private final CommandSet pending;
    private final CommandSet warning;
    private final Instant deadline;
    private final InstantSource clock;
    private boolean cancelled;
    /** Null when no answer waits. */
    private @Nullable Instant waitsSince;

    private Instant now;

    PendingAnswers(
            Exchange exchange, AnswerBuilder builder, boolean allSupported, Instant deadline, InstantSource clock) {
        this.exchange = exchange;
        this.builder = builder;
        this.warning =
                exchange.request().response(DimseStatus.PENDING_WITH_WARNING).withDataSet(true);
        this.pending =
                allSupported ? exchange.request().response(DimseStatus.PENDING).withDataSet(true) : warning;
        this.deadline = deadline;
        this.clock = clock;
        this.now = clock.instant();
    }

    @Override
    public boolean accept(IndexRow row) throws IOException, OperatingFailure {
        if (isStopped()) {
            return false;
        }
        AnswerBuilder.Answer answer = builder.build(row);
        exchange.respondWithNext(answer.whole() ? pending : warning, answer.identifier());
        if (waitsSince == null) {
            waitsSince = now;
        } else if (now.isAfter(waitsSince.plus(WAIT_MAX))) {
            pause();
        }
        return true;
    }

    @Override
    public void pause() throws IOException {
        if (waitsSince != null) {
            exchange.flush();
            waitsSince = null;
        }
    }

    @Override
    public boolean isStopped() {
        cancelled = exchange.isCancelled();
        now = clock.instant();
        return cancelled || now.isAfter(deadline);
    }

    /** What the query came to, given how the index ended it. */
    FindOutcome outcome(FindEnd end) {
        if (cancelled || exchange.isCancelled()) {
            return FindOutcome.CANCELLED;
        }
        return switch (end) {
            case COMPLETE -> FindOutcome.COMPLETE;
            case STOPPED -> FindOutcome.TOO_LONG;
            case ROW_LIMIT -> FindOutcome.TOO_MANY_MATCHES;
            case SCAN_LIMIT -> FindOutcome.TOO_BROAD;
        };
    }
}
