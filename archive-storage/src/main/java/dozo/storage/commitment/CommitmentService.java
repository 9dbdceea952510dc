package dozo.storage.commitment;

import dozo.core.association.AssociationSettings;
import dozo.core.association.RemoteAe;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.SteadyTime;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.control.CommitmentTable;
import dozo.storage.index.control.CommitmentTransaction;
import dozo.storage.integrity.SafekeepingCheck;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * Storage Commitment Push Model as SCP (PS3.4 Annex J), from a kept request to its delivered report. Requests are kept in the
 * index's control tables until their reports are delivered or too old, so they survive a restart. Thread-safe.
 */
public final class CommitmentService implements AutoCloseable {

    private final CommitmentSettings settings;
    private final CommitmentTable table;
    private final InstantSource clock;
    private final ReportCounters counters = new ReportCounters();
    private final ReportDispatcher dispatcher;

    /**
     * Takes up the reports that are due from before.
     *
     * @param peers where a requester listens; empty while it is not known, which is asked again at each attempt
     * @param association what this side brings to the associations on which it reports
     * @param clock asked once: what is set on it later neither hurries nor delays a report
     */
    public CommitmentService(
            CommitmentSettings settings,
            ArchiveIndex index,
            SafekeepingCheck safekeeping,
            Function<AeTitle, Optional<RemoteAe>> peers,
            AssociationSettings association,
            Clock clock) {
        this.settings = settings;
        this.table = index.commitments();
        this.clock = SteadyTime.from(clock.instant());
        ReportSender sender = new ReportSender(settings.aeTitle(), association);
        ReportRun run = new ReportRun(
                settings, table, new ReferenceCheck(index, safekeeping), sender, peers, this.clock, counters);
        this.dispatcher = new ReportDispatcher(settings, table, run, this.clock);
        dispatcher.wake();
    }

    CommitmentSettings settings() {
        return settings;
    }

    /**
     * Keeps a request. Its report does not go out before the result is closed.
     *
     * @throws RefusedAction when too many requests are open, or this requester has one of this UID under way
     * @throws OperatingFailure when the index cannot keep it
     */
    Accepted accept(CommitmentRequest request, AeTitle requester) throws RefusedAction, OperatingFailure {
        if (table.count() >= settings.maxOpen()) {
            throw new RefusedAction(RefusedAction.RESOURCE_LIMITATION, "too many open commitment requests");
        }
        TransactionKey key = new TransactionKey(requester, request.transactionUid());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Accepted accepted = new Accepted(key);
        dispatcher.hold(key);
        boolean kept = false;
        try {
            kept = table.add(
                    new CommitmentTransaction(request.transactionUid(), requester, now, request.references(), 0, now));
        } finally {
            if (!kept) {
                accepted.close();
            }
        }
        if (!kept) {
            throw new RefusedAction(
                    RefusedAction.DUPLICATE_TRANSACTION_UID, "Transaction UID is in use for a request under way");
        }
        return accepted;
    }

    /** How the service stands. @throws OperatingFailure when the index does not answer */
    public CommitmentStatus status() throws OperatingFailure {
        return new CommitmentStatus(
                table.count(), table.nextDue(), counters.delivered(), counters.failedAttempts(), counters.abandoned());
    }

    /** Stops reporting; the work under way ends, up to a limit. What is not delivered is taken up at the next start. */
    @Override
    public void close() {
        dispatcher.close();
    }

    /** A request that was kept and is being answered. Closing it lets its report go out. */
    final class Accepted implements AutoCloseable {

        private final TransactionKey key;

        private Accepted(TransactionKey key) {
            this.key = key;
        }

        /** The peer has its answer, and may get the report on the same association. */
        void answeredOn(SameAssociation association) {
            dispatcher.offer(key, association);
        }

        @Override
        public void close() {
            dispatcher.release(key);
        }
    }
}
