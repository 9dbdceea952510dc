package dozo.storage.ingest;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import dozo.core.value.Count;
import dozo.core.value.Uid;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.JournalWriter;
import dozo.storage.volume.ObjectDraft;
import dozo.storage.volume.StoreGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes drafts in groups: one thread takes whatever has queued up from all associations and spends
 * one journal force and one index transaction on all of it, in the order of INV-1. Thread-safe; the owner closes it.
 */
final class Committer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    /** Behind everything that waits: the thread ends here. */
    private static final Submission STOP = new Submission(new Proposal.Facts(List.of()));

    private final ArchiveIndex index;
    private final JournalWriter journal;
    private final Ledger ledger;
    private final IngestSettings settings;
    private final BlockingQueue<Submission> queue;
    private final PoolThreads threads = new PoolThreads(
            "dozo-committer-", "Nobody was told Success for the commit under way, and the next start settles it.");
    private final Thread thread;
    private volatile boolean closing;

    Committer(ArchiveIndex index, JournalWriter journal, IngestSettings settings) {
        this.index = index;
        this.journal = journal;
        this.ledger = new Ledger(index, journal);
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queueLength());
        this.thread = threads.newThread(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isWriting(JournalName name) {
        return journal.isOpen(name);
    }

    void inspectJournal() {
        journal.inspect();
    }

    int waiting() {
        return queue.size();
    }

    /**
     * Waits until the proposal is decided and committed, or the time is over. In that case, and in every other case of
     * failure, the draft has been discarded unless a journal may name it.
     */
    Verdict submit(Proposal proposal) {
        Submission submission = new Submission(proposal);
        Verdict verdict;
        try {
            verdict = await(submission);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            verdict = tooBusy("the wait for its commit was interrupted");
        }
        if (verdict instanceof Verdict.Failed failed && proposal instanceof Proposal.OfDraft drafted) {
            discard(drafted.draft(), failed.failure());
        }
        return verdict;
    }

    private Verdict await(Submission submission) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + settings.commitTimeOut().toNanos();
        if (closing || !queue.offer(submission, settings.commitTimeOut().toNanos(), TimeUnit.NANOSECONDS)) {
            return tooBusy(closing ? "the archive is stopping" : "too many objects wait to be committed");
        }
        try {
            return submission.verdict().get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return tooBusy("the index did not commit it in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("verdicts are given, never thrown", e);
        }
    }

    private Verdict tooBusy(String why) {
        Duration waited = settings.commitTimeOut();
        return new Verdict.Failed(new OperatingFailure(
                FailureCode.TOO_BUSY,
                "An object was refused with A700H: " + why + " (limit " + waited.toMillis() + " ms). Its sender will"
                        + " send it again. Look at the load of the disks and of the database, and whether a standby is"
                        + " away that the database waits for."));
    }

    private static void discard(ObjectDraft draft, OperatingFailure failure) {
        try {
            draft.discard();
        } catch (OperatingFailure e) {
            failure.addSuppressed(e);
        }
    }

    private void run() {
        List<Submission> group = new ArrayList<>(settings.groupSize());
        boolean stopped = false;
        while (!stopped) {
            group.clear();
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                // Never interrupted by us: that would close the files in use. Whoever did wants the process to end.
                break;
            }
            queue.drainTo(group, settings.groupSize() - 1);
            // A queue that was full at the stop did not take the sign for it.
            stopped = group.remove(STOP) || (closing && queue.isEmpty());
            if (!group.isEmpty()) {
                process(group);
            }
        }
        refuseTheRest();
    }

    private void refuseTheRest() {
        for (Submission late = queue.poll(); late != null; late = queue.poll()) {
            late.verdict().complete(tooBusy("the archive is stopping"));
        }
    }

    private void process(List<Submission> group) {
        try {
            commit(group);
        } catch (OperatingFailure e) {
            LOG.error(
                    "DOZO-{} not committed: {}. {}",
                    e.code().number(),
                    Count.of(group.size(), "object"),
                    e.getMessage());
            group.forEach(submission -> submission.verdict().complete(new Verdict.Failed(e)));
        } catch (RuntimeException | Error e) {
            // The only committer must outlive whatever happens to one group.
            LOG.error("DOZO-{} not committed: {}", FailureCode.INTERNAL.number(), Count.of(group.size(), "object"), e);
            OperatingFailure failure =
                    new OperatingFailure(FailureCode.INTERNAL, "Committing failed for a reason inside Dozo.", e);
            group.forEach(submission -> submission.verdict().complete(new Verdict.Failed(failure)));
        }
    }

    private void commit(List<Submission> group) throws OperatingFailure {
        ledger.settle();
        requireVolumes(group);
        if (group.isEmpty()) {
            return;
        }
        GroupDecision decision;
        Map<StoreGroup, OperatingFailure> failures;
        try (IndexBatch batch = index.begin()) {
            decision = new GroupDecision(index.epoch(), batch.versionsOf(instances(group)));
            group.forEach(decision::decide);
            // Also when nothing is new: a duplicate is answered only by the active node, and as durably (INV-3).
            failures = ledger.write(batch, decision.facts());
        }
        LOG.debug("Committed a group of {}.", group.size());
        failures.forEach(Committer::logFailure);
        decision.verdicts()
                .forEach((submission, verdict) -> submission.verdict().complete(told(submission, verdict, failures)));
    }

    /** Takes out, and tells, the submissions on a store group that is gone: the other groups go on. */
    private static void requireVolumes(List<Submission> group) {
        Map<StoreGroup, List<Submission>> byStoreGroup = group.stream()
                .filter(submission -> submission.draft().isPresent())
                .collect(Collectors.groupingBy(
                        submission -> submission.draft().get().group(), LinkedHashMap::new, Collectors.toList()));
        byStoreGroup.forEach((storeGroup, submissions) -> {
            try {
                storeGroup.requireReadable();
            } catch (OperatingFailure e) {
                logFailure(storeGroup, e);
                group.removeAll(submissions);
                submissions.forEach(submission -> submission.verdict().complete(new Verdict.Failed(e)));
            }
        });
    }

    /** Published or not, an object on volumes that have just failed is better sent again. */
    private static Verdict told(Submission submission, Verdict verdict, Map<StoreGroup, OperatingFailure> failures) {
        OperatingFailure failure =
                submission.draft().map(draft -> failures.get(draft.group())).orElse(null);
        return failure == null || verdict instanceof Verdict.Duplicate ? verdict : new Verdict.Failed(failure);
    }

    private static void logFailure(StoreGroup group, OperatingFailure failure) {
        LOG.error(
                "DOZO-{} what was to be committed on group {} was refused: {}",
                failure.code().number(),
                group.name(),
                failure.getMessage());
    }

    private static Set<Uid> instances(List<Submission> group) {
        return group.stream()
                .map(Submission::proposal)
                .filter(Proposal.NewObject.class::isInstance)
                .map(proposal -> ((Proposal.NewObject) proposal).sopInstanceUid())
                .collect(Collectors.toSet());
    }

    /**
     * Refuses new proposals, commits those that wait, and ends; what takes longer than a commit may is left alone, with its
     * journal, and settled by the next start.
     */
    @Override
    public void close() {
        closing = true;
        Duration limit = settings.commitTimeOut();
        boolean told = false;
        try {
            told = queue.offer(STOP, limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (threads.end(thread, told ? limit : Duration.ZERO)) {
            journal.close();
        }
    }
}
