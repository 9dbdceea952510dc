package dozo.storage.commitment;

import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import dozo.core.value.AeTitle;
import dozo.storage.index.control.CommitmentTable;
import dozo.storage.index.control.CommitmentTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which reports are worked on now. The control table is the queue; here stands only what is under way. One peer
 * that does not answer takes up one worker at most. Thread-safe.
 */
final class ReportDispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportDispatcher.class);

    /** Most reports to one peer that one worker takes on at a time. */
    private static final int GROUP = 4;

    /** How many due requests are looked at beyond those under way, their references in memory. */
    private static final int PAGE = 8;

    /** Even when nothing is due the table is looked at so often: another hand may have changed it. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final String REPEATED = "The commitment reports under way are repeated at the next start.";

    private final CommitmentSettings settings;
    private final CommitmentTable table;
    private final ReportRun run;
    private final InstantSource clock;
    private final PoolThreads dispatcherThread = new PoolThreads("commitment-dispatch-", REPEATED);
    private final ScheduledThreadPoolExecutor dispatcher;
    private final PoolThreads workerThreads = new PoolThreads("commitment-report-", REPEATED);
    private final ThreadPoolExecutor workers;

    private final Set<TransactionKey> held = new HashSet<>();
    private final Set<TransactionKey> underWay = new HashSet<>();
    private final Set<AeTitle> busyPeers = new HashSet<>();
    private final Map<TransactionKey, Offer> offers = new HashMap<>();
    /** What ended after the table was read in this round, so that the reading is out of date. */
    private final Set<TransactionKey> finishedInRound = new HashSet<>();

    private int freeWorkers;
    private @Nullable ScheduledFuture<?> next;
    private boolean scheduled;
    private long scheduledAt;
    private long pausedUntil;
    private boolean closed;
    /** Whether what an earlier process has put off is due within the longest delay; used by the dispatcher only. */
    private boolean hurried;

    /** What a worker does. @see ReportRun */
    private interface Work {

        /** @throws OperatingFailure when the table cannot be written: then nothing is started for a while */
        void run() throws OperatingFailure;
    }

    /** The request's own association, until a moment after which the peer no longer waits there. */
    record Offer(SameAssociation association, long untilNanos) {

        boolean isOpen() {
            return untilNanos - System.nanoTime() > 0
                    && association.association().isOpen();
        }
    }

    ReportDispatcher(CommitmentSettings settings, CommitmentTable table, ReportRun run, InstantSource clock) {
        this.settings = settings;
        this.table = table;
        this.run = run;
        this.clock = clock;
        this.freeWorkers = settings.workers();
        this.pausedUntil = System.nanoTime();
        this.dispatcher = new ScheduledThreadPoolExecutor(1, dispatcherThread);
        this.dispatcher.setRemoveOnCancelPolicy(true);
        this.dispatcher.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // Not when the first request comes: the system may have no more threads then.
        this.dispatcher.prestartCoreThread();
        this.workers = new ThreadPoolExecutor(
                settings.workers(),
                settings.workers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.workers()),
                workerThreads);
    }

    /** Keeps the report of a request that is about to be kept from going out. */
    synchronized void hold(TransactionKey key) {
        held.add(key);
    }

    /** The report may go out on this association for a while. */
    synchronized void offer(TransactionKey key, SameAssociation association) {
        offers.put(
                key,
                new Offer(
                        association,
                        System.nanoTime() + settings.sameAssociation().toNanos()));
    }

    /** The request is answered: its report may go out. */
    void release(TransactionKey key) {
        synchronized (this) {
            held.remove(key);
        }
        wake();
    }

    /** Looks for reports that are due, soon and on the dispatcher's own thread. */
    void wake() {
        schedule(Duration.ZERO);
    }

    private synchronized void schedule(Duration delay) {
        long at = System.nanoTime() + delay.toNanos();
        if (scheduled && at - scheduledAt >= 0) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        try {
            next = dispatcher.schedule(this::dispatch, delay.toNanos(), TimeUnit.NANOSECONDS);
            scheduled = true;
            scheduledAt = at;
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: nothing is scheduled any more");
        }
    }

    private void dispatch() {
        Duration wait;
        try {
            Instant now = clock.instant();
            hurryWhatWasPutOffByAnotherClock(now);
            int limit = PAGE + beginRound();
            start(table.due(now, limit));
            wait = untilNextDue(now);
        } catch (OperatingFailure e) {
            LOG.warn("DOZO-{} storage commitment waits: {}", e.code().number(), e.getMessage());
            wait = settings.retryDelay();
        } catch (RuntimeException e) {
            LOG.error("Storage commitment met a fault of the program and goes on", e);
            wait = settings.retryDelay();
        }
        schedule(wait);
    }

    /** The clock may have been set back while no process ran, or before this one began. */
    private void hurryWhatWasPutOffByAnotherClock(Instant now) throws OperatingFailure {
        if (!hurried) {
            table.hurry(now.plus(settings.retryDelayMax()));
            hurried = true;
        }
    }

    private Duration untilNextDue(Instant now) throws OperatingFailure {
        Duration pause = Duration.ofNanos(Math.max(0, pausedUntil() - System.nanoTime()));
        return table.nextDue()
                .map(at -> at.isAfter(now) ? Duration.between(now, at).plusMillis(1) : pause)
                .filter(wait -> !wait.isZero() && wait.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
    }

    /** @return how many of those due may be ones that are not to be started */
    private synchronized int beginRound() {
        scheduled = false;
        finishedInRound.clear();
        offers.values().removeIf(offer -> !offer.isOpen());
        return held.size() + underWay.size();
    }

    private synchronized void start(List<CommitmentTransaction> due) {
        if (closed || pausedUntil - System.nanoTime() > 0) {
            return;
        }
        Map<AeTitle, List<CommitmentTransaction>> byPeer = new LinkedHashMap<>();
        for (CommitmentTransaction transaction : due) {
            TransactionKey key = TransactionKey.of(transaction);
            if (held.contains(key) || underWay.contains(key) || finishedInRound.contains(key)) {
                continue;
            }
            Offer offer = offers.get(key);
            if (offer != null && offer.isOpen()) {
                startOn(transaction, offer);
            } else {
                byPeer.computeIfAbsent(transaction.requester(), peer -> new ArrayList<>())
                        .add(transaction);
            }
        }
        byPeer.forEach(this::startGroup);
    }

    private void startOn(CommitmentTransaction transaction, Offer offer) {
        if (freeWorkers > 0) {
            offers.remove(TransactionKey.of(transaction));
            execute(List.of(transaction), Optional.empty(), () -> run.onSameAssociation(transaction, offer));
        }
    }

    private void startGroup(AeTitle peer, List<CommitmentTransaction> transactions) {
        if (freeWorkers > 0 && busyPeers.add(peer)) {
            List<CommitmentTransaction> group = transactions.subList(0, Math.min(GROUP, transactions.size()));
            execute(group, Optional.of(peer), () -> run.onNewAssociation(group));
        }
    }

    private void execute(List<CommitmentTransaction> group, Optional<AeTitle> peer, Work work) {
        freeWorkers--;
        group.forEach(t -> underWay.add(TransactionKey.of(t)));
        try {
            workers.execute(() -> perform(group, peer, work));
        } catch (RejectedExecutionException e) {
            LOG.warn("Storage commitment pauses: {}", e.getMessage());
            pause();
            finished(group, peer);
        }
    }

    private void perform(List<CommitmentTransaction> group, Optional<AeTitle> peer, Work work) {
        try {
            work.run();
        } catch (OperatingFailure e) {
            LOG.warn("DOZO-{} storage commitment pauses: {}", e.code().number(), e.getMessage());
            pause();
        } catch (RuntimeException e) {
            LOG.error("A storage commitment report failed by a fault of the program", e);
            pause();
        } finally {
            finished(group, peer);
        }
    }

    private synchronized void pause() {
        pausedUntil = System.nanoTime() + settings.retryDelay().toNanos();
    }

    private synchronized long pausedUntil() {
        return pausedUntil;
    }

    private void finished(List<CommitmentTransaction> group, Optional<AeTitle> peer) {
        synchronized (this) {
            freeWorkers++;
            for (CommitmentTransaction transaction : group) {
                TransactionKey key = TransactionKey.of(transaction);
                underWay.remove(key);
                finishedInRound.add(key);
            }
            peer.ifPresent(busyPeers::remove);
        }
        wake();
    }

    /**
     * Waits up to its limit; what is under way then is told to nobody, and repeated at the next start.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        dispatcherThread.end(dispatcher, settings.drainLimit());
        workerThreads.end(workers, settings.drainLimit());
        run.stop();
    }
}
