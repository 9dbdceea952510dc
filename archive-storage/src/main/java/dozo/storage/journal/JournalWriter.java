package dozo.storage.journal;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import dozo.storage.volume.Store;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.WriterEpoch;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends facts to the journals of one writer epoch. A journal is never rewritten; it is left for a new one when the UTC day
 * changes, when facts belong to another store group, when a volume was away meanwhile, after another program has laid hands on it,
 * and after any failure, behind which its end is unknown. So at any time
 * one journal is written, and the order of their names is the order of the facts. Thread-safe; the owner closes it.
 */
public final class JournalWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    /** How many names are tried when another process has written under the same mark. */
    private static final int ATTEMPTS = 16;

    private final Store store;
    private final WriterEpoch epoch;
    private final Clock clock;
    private LocalDate day = LocalDate.MIN;
    private int part;
    private @Nullable OpenJournal current;
    /** The last facts of the current journal; null as long as it has none. */
    private @Nullable Appended last;

    /** Forces beside whoever appended; has one force at most to do, since each waits for the one before. */
    private final ThreadPoolExecutor forcer = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new PoolThreads("journal-force-"));

    /** Writes nothing yet: the first journal is opened with the first fact. */
    public JournalWriter(Store store, WriterEpoch epoch, Clock clock) {
        this.store = store;
        this.epoch = epoch;
        this.clock = clock;
        // Not when the first fact comes: the system may have no more threads then.
        forcer.prestartCoreThread();
    }

    /**
     * Appends facts about objects of this group, behind the force of those appended before, and begins to force them, once, on
     * each of its volumes.
     *
     * @throws OperatingFailure when a volume failed: whether the facts will be read is unknown then, and they must be
     *     appended again before any later fact
     */
    public synchronized Appended append(StoreGroup group, List<? extends JournalEntry> entries)
            throws OperatingFailure {
        OpenJournal journal = journalFor(group);
        Appended appended;
        try {
            appended = new Appended(journal.append(entries));
        } catch (OperatingFailure e) {
            leave();
            throw e;
        }
        forcer.execute(() -> appended.force(journal));
        last = appended;
        return appended;
    }

    /** The current journal, or a new one that takes its place. */
    private OpenJournal journalFor(StoreGroup group) throws OperatingFailure {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        if (current != null && isFit(current, group) && !today.isAfter(day)) {
            return current;
        }
        inspect();
        leave();
        day = today.isAfter(day) ? today : day;
        OpenJournal opened = open(group);
        current = opened;
        return opened;
    }

    private boolean isFit(OpenJournal journal, StoreGroup group) {
        return !hasLastFailed() && !journal.isStale() && journal.group().equals(group);
    }

    /** Waits for the last force. Whoever appended those facts is told of its failure, too. */
    private boolean hasLastFailed() {
        if (last == null) {
            return false;
        }
        try {
            last.forced();
            return false;
        } catch (OperatingFailure e) {
            return true;
        }
    }

    /**
     * Appends facts that belong to no group in particular: to the journal in use, or else to that of the first group that
     * can be written.
     *
     * @throws OperatingFailure as {@link #append(StoreGroup, List)}
     */
    public synchronized Appended append(List<? extends JournalEntry> entries) throws OperatingFailure {
        if (current != null && !hasLastFailed()) {
            return append(current.group(), entries);
        }
        OperatingFailure first = null;
        for (StoreGroup group : store.groups()) {
            try {
                group.requireWritable();
                return append(group, entries);
            } catch (OperatingFailure e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    /** Whether more may be appended to this journal; once that is false it stays so. */
    public synchronized boolean isOpen(JournalName name) {
        return current != null && current.is(name) && !current.isStale() && (last == null || !last.hasFailed());
    }

    private OpenJournal open(StoreGroup group) throws OperatingFailure {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            JournalName name = JournalName.of(epoch, day, ++part);
            OpenJournal journal = OpenJournal.create(group, name, epoch, clock.instant());
            if (journal != null) {
                return journal;
            }
        }
        throw new OperatingFailure(
                FailureCode.JOURNAL_UNUSABLE,
                "Group " + group.name() + " has journals under the names that this start of the archive would give to"
                        + " new ones, so no image can be stored. Restart the archive: each start has names of its own.");
    }

    /**
     * Sees that the current journal is as it was left, and puts it back where another program has taken it away; it is then
     * left for a new one. A failure is logged.
     */
    public synchronized void inspect() {
        if (current == null || hasLastFailed() || current.isStale()) {
            return;
        }
        try {
            current.requireInPlace();
        } catch (OperatingFailure e) {
            LOG.error("DOZO-{} {}", e.code().number(), e.getMessage());
            leave();
        }
    }

    /** Closes the current journal, of which nothing is being forced then. */
    private void leave() {
        hasLastFailed();
        if (current != null) {
            current.close();
        }
        current = null;
        last = null;
    }

    @Override
    public synchronized void close() {
        inspect();
        leave();
        forcer.shutdown();
    }
}
