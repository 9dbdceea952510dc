package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.journal.JournalFiles;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.JournalPosition;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies journals to an index in the order in which their facts were written, from where the index stands (INV-4). Used by one
 * thread.
 */
final class JournalReplay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);

    private final Store store;
    private final FactApplier applier;
    private final ReplaySettings settings;
    private final Progress.Listener listener;
    private final BooleanSupplier stopped;
    private final ReplayMode mode;

    /** An index that journals are applied to. */
    interface Target {

        IndexBatch begin() throws OperatingFailure;
    }

    /**
     * @param stopped asked between transactions; once true, what was applied stays and nothing more is
     */
    JournalReplay(
            Store store,
            ObjectSource objects,
            ReplaySettings settings,
            ReplayMode mode,
            Progress.Listener listener,
            BooleanSupplier stopped) {
        this.store = store;
        this.applier = new FactApplier(new HeaderSource(store, objects, settings), settings.readers(), mode.isStrict());
        this.settings = settings;
        this.mode = mode;
        this.listener = listener;
        this.stopped = stopped;
    }

    /**
     * Applies all that the index lacks, in transactions of its own. A line that cannot be applied yet keeps the position of
     * its journal before itself, so that it comes up again; the lines behind it are applied all the same, since applying a
     * line twice changes nothing.
     *
     * @param positions how far each journal is applied
     * @throws OperatingFailure when the index, or a volume that can be read, failed
     */
    void replay(Target target, Map<String, Long> positions, ReplayReport.Builder report) throws OperatingFailure {
        replay(target, positions, name -> true, report);
    }

    /** The same for the journals that {@code wanted} names. */
    void replay(Target target, Map<String, Long> positions, Predicate<JournalName> wanted, ReplayReport.Builder report)
            throws OperatingFailure {
        NavigableSet<JournalName> names = mode.isStrict()
                ? JournalFiles.list(store)
                : JournalFiles.list(store, (volume, failure) -> passOver(volume, failure, report));
        report.journals = names.size();
        report.waiting = 0;
        positions.keySet().stream()
                .filter(known -> names.stream().noneMatch(n -> n.relative().equals(known)))
                .forEach(report.unseen::add);
        SortedMap<JournalName, Long> all = new TreeMap<>();
        names.stream().filter(wanted).forEach(name -> all.put(name, positions.getOrDefault(name.relative(), 0L)));
        SortedMap<JournalName, Long> left = pass(target, all, false, report);
        pass(target, left, true, report); // what waited for a line of a later journal
    }

    private static void passOver(Volume volume, OperatingFailure failure, ReplayReport.Builder report) {
        LOG.error("DOZO-{} {}", failure.code().number(), failure.getMessage());
        report.away.add(volume.name());
    }

    /** @return the journals that hold lines to be applied again, and from where */
    private SortedMap<JournalName, Long> pass(
            Target target, SortedMap<JournalName, Long> journals, boolean last, ReplayReport.Builder report)
            throws OperatingFailure {
        SortedMap<JournalName, Long> left = new TreeMap<>();
        for (Map.Entry<JournalName, Long> journal : journals.entrySet()) {
            if (stopped.getAsBoolean()) {
                report.complete = false;
                return left;
            }
            replayJournal(target, journal.getKey(), journal.getValue(), last, report)
                    .ifPresent(bytes -> left.put(journal.getKey(), bytes));
        }
        return left;
    }

    /** @return from where the journal must be applied again; empty when all of it is applied, or it cannot be read that far */
    private OptionalLong replayJournal(
            Target target, JournalName name, long from, boolean last, ReplayReport.Builder report)
            throws OperatingFailure {
        Optional<JournalPages> opened = open(name, from, report);
        OptionalLong left = OptionalLong.empty();
        if (opened.isEmpty()) {
            return left;
        }
        try (JournalPages pages = opened.get()) {
            for (List<JournalLine> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                if (stopped.getAsBoolean()) {
                    report.complete = false;
                    return left;
                }
                if (mode.readsAhead()) {
                    readAhead(page, target);
                }
                try (IndexBatch batch = target.begin()) {
                    left = apply(page, pages, left, batch, last, report);
                    batch.commit();
                }
                listener.progressed(new Progress(mode.step(), report.objects, -1, report.bytes));
            }
        }
        return left;
    }

    private Optional<JournalPages> open(JournalName name, long from, ReplayReport.Builder report)
            throws OperatingFailure {
        return JournalPages.open(store, name, from, settings.factsPerCommit(), mode.isStrict(), report);
    }

    private void readAhead(List<JournalLine> page, Target target) throws OperatingFailure {
        KnownFacts known;
        try (IndexBatch batch = target.begin()) {
            known = KnownFacts.of(page, batch); // and nothing is written
        }
        applier.readAhead(page, known);
    }

    /**
     * Applies a page and moves the position as far as no line is left before it.
     *
     * @param left where the first line that was left in an earlier page begins
     * @return the same with this page
     */
    private OptionalLong apply(
            List<JournalLine> page,
            JournalPages pages,
            OptionalLong left,
            IndexBatch batch,
            boolean last,
            ReplayReport.Builder report)
            throws OperatingFailure {
        int firstLeft = applier.apply(page, batch, last, report);
        if (left.isPresent()) {
            return left;
        }
        if (firstLeft == page.size()) {
            batch.position(pages.position());
            return left;
        }
        if (firstLeft == 0) {
            return OptionalLong.of(pages.beginBytes());
        }
        long bytes = page.get(firstLeft - 1).endBytes();
        batch.position(new JournalPosition(pages.position().journal(), bytes));
        return OptionalLong.of(bytes);
    }

    /**
     * Applies all that the index lacks within {@code batch}, which the caller commits: little, since it is held in memory.
     * It is applied at once, for within a batch what was added before cannot be looked up.
     */
    void replayInto(IndexBatch batch, Map<String, Long> positions, ReplayReport.Builder report)
            throws OperatingFailure {
        List<JournalLine> lines = new ArrayList<>();
        for (JournalName name : JournalFiles.list(store)) {
            long from = positions.getOrDefault(name.relative(), 0L);
            Optional<JournalPages> opened = open(name, from, report);
            if (opened.isPresent()) {
                try (JournalPages pages = opened.get()) {
                    for (List<JournalLine> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                        lines.addAll(page);
                        batch.position(pages.position());
                    }
                }
            }
        }
        applier.apply(lines, batch, true, report);
    }

    /** Ends the readers' threads. */
    @Override
    public void close() {
        applier.close();
    }
}
