package dozo.storage.journal;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.Store;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.WriterEpoch;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Appends facts to the journals of one writer epoch. A journal is never rewritten; it is left for a new one when the UTC day
 * changes, when facts belong to another store group, when a volume was away meanwhile, and after any failure, behind which
 * its end is unknown. So at any time
 * one journal is written, and the order of their names is the order of the facts. Thread-safe; the owner closes it.
 */
public final class JournalWriter implements AutoCloseable {

    /** How many names are tried when another process has written under the same mark. */
    private static final int ATTEMPTS = 16;

    private final Store store;
    private final WriterEpoch epoch;
    private final Clock clock;
    private LocalDate day = LocalDate.MIN;
    private int part;
    private OpenJournal current;

    /** Writes nothing yet: the first journal is opened with the first fact. */
    public JournalWriter(Store store, WriterEpoch epoch, Clock clock) {
        this.store = store;
        this.epoch = epoch;
        this.clock = clock;
    }

    /**
     * Appends facts about objects of this group and forces them, once, on each of its volumes.
     *
     * @return the position behind the last of them
     * @throws OperatingFailure when a volume failed: whether the facts will be read is unknown then, and they must be
     *     appended again before any later fact
     */
    public synchronized JournalPosition append(StoreGroup group, List<? extends JournalEntry> entries)
            throws OperatingFailure {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        if (current == null || current.isStale() || !current.group().equals(group) || today.isAfter(day)) {
            close();
            day = today.isAfter(day) ? today : day;
            current = open(group);
        }
        try {
            return current.append(entries);
        } catch (OperatingFailure e) {
            close();
            throw e;
        }
    }

    /**
     * Appends facts that belong to no group in particular: to the journal in use, or else to that of the first group that
     * can be written.
     *
     * @throws OperatingFailure as {@link #append(StoreGroup, List)}
     */
    public synchronized JournalPosition append(List<? extends JournalEntry> entries) throws OperatingFailure {
        if (current != null) {
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
        return current != null && current.is(name) && !current.isStale();
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

    @Override
    public synchronized void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
