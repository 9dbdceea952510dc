package dozo.storage.commitment;

import dozo.core.association.Association;
import dozo.core.association.RemoteAe;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.storage.index.control.CommitmentTable;
import dozo.storage.index.control.CommitmentTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to report requests of one peer: tests their instances, then delivers, and records how it went. Thread-safe.
 */
final class ReportRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReportRun.class);

    private final CommitmentSettings settings;
    private final CommitmentTable table;
    private final ReferenceCheck test;
    private final ReportSender sender;
    private final Function<AeTitle, Optional<RemoteAe>> peers;
    private final InstantSource clock;
    private final ReportCounters counters;
    private volatile boolean stopped;

    ReportRun(
            CommitmentSettings settings,
            CommitmentTable table,
            ReferenceCheck test,
            ReportSender sender,
            Function<AeTitle, Optional<RemoteAe>> peers,
            InstantSource clock,
            ReportCounters counters) {
        this.settings = settings;
        this.table = table;
        this.test = test;
        this.sender = sender;
        this.peers = peers;
        this.clock = clock;
        this.counters = counters;
    }

    /** From now on nothing more is tested or put off: all that is open is taken up at the next start as it stands. */
    void stop() {
        stopped = true;
    }

    /**
     * The report of a request whose peer may still wait on the association of the request.
     *
     * @throws OperatingFailure when the table cannot be written, so that what was done is not recorded
     */
    void onSameAssociation(CommitmentTransaction transaction, ReportDispatcher.Offer offer) throws OperatingFailure {
        CommitmentResult result;
        try {
            result = test.test(transaction, () -> stopped);
            if (!offer.isOpen() || !tryOn(offer.association(), transaction, result)) {
                try (Association association = sender.open(address(transaction.requester()))) {
                    sender.report(association, result);
                }
            }
        } catch (OperatingFailure e) {
            failed(transaction, e);
            return;
        }
        delivered(transaction, result);
    }

    private boolean tryOn(SameAssociation same, CommitmentTransaction transaction, CommitmentResult result) {
        try {
            sender.report(same.client(), same.context(), result);
            return true;
        } catch (OperatingFailure e) {
            LOG.info(
                    "The report of transaction {} to {} goes out on a new association, since the request's own failed: {}",
                    transaction.transactionUid(),
                    transaction.requester(),
                    e.getMessage());
            return false;
        }
    }

    /**
     * Reports of one peer, delivered on one new association. When that fails, all that are left are put off.
     *
     * @throws OperatingFailure when the table cannot be written, so that what was done is not recorded
     */
    void onNewAssociation(List<CommitmentTransaction> transactions) throws OperatingFailure {
        List<CommitmentTransaction> young = new ArrayList<>();
        for (CommitmentTransaction transaction : transactions) {
            if (settings.isTooOld(transaction.attempts())) {
                giveUp(transaction);
            } else {
                young.add(transaction);
            }
        }
        if (!young.isEmpty()) {
            deliver(young);
        }
    }

    private void deliver(List<CommitmentTransaction> transactions) throws OperatingFailure {
        List<CommitmentResult> delivered = new ArrayList<>();
        try {
            probe(transactions);
            List<CommitmentResult> results = testAll(transactions);
            try (Association association =
                    sender.open(address(transactions.get(0).requester()))) {
                for (CommitmentResult result : results) {
                    sender.report(association, result);
                    delivered.add(result);
                }
            }
        } catch (OperatingFailure e) {
            delivered(transactions, delivered);
            for (CommitmentTransaction left : transactions.subList(delivered.size(), transactions.size())) {
                failed(left, e);
            }
            return;
        }
        delivered(transactions, delivered);
    }

    /** The first of the transactions, one for each result. */
    private void delivered(List<CommitmentTransaction> transactions, List<CommitmentResult> results)
            throws OperatingFailure {
        for (int i = 0; i < results.size(); i++) {
            delivered(transactions.get(i), results.get(i));
        }
    }

    /** A peer that could not be reached before must be there now, else reading all the instances again is for nothing. */
    private void probe(List<CommitmentTransaction> transactions) throws OperatingFailure {
        if (transactions.stream().anyMatch(t -> t.attempts() > 0)) {
            sender.open(address(transactions.get(0).requester())).close();
        }
    }

    private List<CommitmentResult> testAll(List<CommitmentTransaction> transactions) throws OperatingFailure {
        List<CommitmentResult> results = new ArrayList<>();
        for (CommitmentTransaction transaction : transactions) {
            results.add(test.test(transaction, () -> stopped));
        }
        return results;
    }

    private RemoteAe address(AeTitle requester) throws OperatingFailure {
        return peers.apply(requester)
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.DESTINATION_UNKNOWN,
                        "No host and port of " + requester
                                + " is configured, so its storage commitment reports cannot be"
                                + " delivered. Add them: dozo ae"));
    }

    private void giveUp(CommitmentTransaction transaction) throws OperatingFailure {
        LOG.error(
                "DOZO-{} the storage commitment report of transaction {} to {} is given up after {} attempts: it is older"
                        + " than {}. The instances stay stored; the peer may ask again.",
                FailureCode.PEER_UNREACHABLE.number(),
                transaction.transactionUid(),
                transaction.requester(),
                transaction.attempts(),
                settings.maxAge());
        table.remove(transaction.requester(), transaction.transactionUid());
        counters.countAbandoned();
    }

    private void delivered(CommitmentTransaction transaction, CommitmentResult result) throws OperatingFailure {
        LOG.info(
                "Storage commitment of transaction {} reported to {}: {} committed, {} failed",
                transaction.transactionUid(),
                transaction.requester(),
                result.committed().size(),
                result.failed().size());
        table.remove(transaction.requester(), transaction.transactionUid());
        counters.countDelivered();
    }

    /** Puts the report off. @throws OperatingFailure when the table cannot be written */
    private void failed(CommitmentTransaction transaction, OperatingFailure cause) throws OperatingFailure {
        if (stopped) {
            return;
        }
        Instant next = clock.instant()
                .plus(settings.delayAfter(transaction.attempts() + 1))
                .truncatedTo(ChronoUnit.MILLIS);
        LOG.warn(
                "DOZO-{} the storage commitment report of transaction {} to {} is put off to {}: {}",
                cause.code().number(),
                transaction.transactionUid(),
                transaction.requester(),
                next,
                cause.getMessage());
        table.postpone(transaction.requester(), transaction.transactionUid(), next);
        counters.countFailedAttempt();
    }
}
