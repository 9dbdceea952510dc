package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectPath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns journal lines into index rows, in their order, while the objects of the next lines are already being read: at most
 * two for each reader are in memory. A line that the index holds already costs no reading. Used by one thread.
 */
final class FactApplier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FactApplier.class);

    private final HeaderSource headers;
    private final int window;
    private final boolean strict;
    private final ExecutorService readers;

    /** Headers read before the transaction of their page began; taken out as they are applied. */
    private final Map<ObjectPath, Future<HeaderSource.Outcome>> readAhead = new HashMap<>();

    /** @param strict whether a volume that cannot be read ends it, rather than that its objects wait for it */
    FactApplier(HeaderSource headers, int readers, boolean strict) {
        this.headers = headers;
        this.strict = strict;
        this.window = 2 * readers;
        this.readers = Executors.newFixedThreadPool(readers, new PoolThreads("header-reader-"));
    }

    /** A line with its place in the page, and the header being read for it when it is of an object. */
    private record Pending(int place, JournalLine line, @Nullable Future<HeaderSource.Outcome> header) {}

    /** Reads whatever objects of a page are not in the index, all of them, and keeps their headers until it is applied. */
    void readAhead(List<JournalLine> page, KnownFacts known) throws OperatingFailure {
        readAhead.clear();
        for (JournalLine line : page) {
            if (line.entry() instanceof StoredEntry stored && !known.holds(stored.object())) {
                readAhead.computeIfAbsent(stored.object().path(), path -> startReading(stored.object()));
            }
        }
        for (Future<HeaderSource.Outcome> header : readAhead.values()) {
            await(header);
        }
    }

    /**
     * Applies what it can of a page.
     *
     * @param last whether nothing will come that a further copy could wait for
     * @return the place of the first line that must be applied again later; the size of the page when there is none
     */
    int apply(List<JournalLine> page, IndexBatch batch, boolean last, ReplayReport.Builder report)
            throws OperatingFailure {
        KnownFacts known = KnownFacts.of(page, batch);
        Deque<Pending> pending = new ArrayDeque<>();
        int firstLeft = page.size();
        try {
            for (int place = 0; place < page.size(); place++) {
                if (pending.size() == window) {
                    firstLeft = Math.min(firstLeft, applyOne(pending.remove(), known, batch, last, report));
                }
                pending.add(new Pending(place, page.get(place), startReading(page.get(place), known)));
            }
            while (!pending.isEmpty()) {
                firstLeft = Math.min(firstLeft, applyOne(pending.remove(), known, batch, last, report));
            }
            return firstLeft;
        } finally {
            pending.forEach(p -> cancel(p.header()));
        }
    }

    private @Nullable Future<HeaderSource.Outcome> startReading(JournalLine line, KnownFacts known) {
        if (!(line.entry() instanceof StoredEntry stored) || known.holds(stored.object())) {
            return null;
        }
        Future<HeaderSource.Outcome> ahead = readAhead.remove(stored.object().path());
        return ahead != null ? ahead : startReading(stored.object());
    }

    private Future<HeaderSource.Outcome> startReading(StoredObject object) {
        return readers.submit(() -> headers.read(object));
    }

    /** The line's place when it is left for later, else a place behind every page. */
    private int applyOne(Pending pending, KnownFacts known, IndexBatch batch, boolean last, ReplayReport.Builder report)
            throws OperatingFailure {
        boolean applied = true;
        if (pending.header() != null) {
            applied = applyStored(await(pending.header()), known, batch, last, report);
        } else if (pending.line().entry() instanceof LocationAddedEntry copy) {
            applied = applyCopy(copy, known, batch, last, report);
        }
        return applied ? Integer.MAX_VALUE : pending.place();
    }

    private boolean applyStored(
            HeaderSource.Outcome outcome, KnownFacts known, IndexBatch batch, boolean last, ReplayReport.Builder report)
            throws OperatingFailure {
        if (outcome.isUndecided()) {
            if (strict) {
                throw outcome.failure().orElseThrow();
            }
            report.waiting += last ? 1 : 0;
            return false;
        }
        StoredObject object = outcome.object();
        outcome.failure().ifPresent(failure -> reportLoss(object, failure, report));
        batch.addStored(object, outcome.header().orElseGet(() -> HeaderSource.fromJournal(object)));
        known.add(object);
        report.facts++;
        report.objects++;
        report.bytes += object.sizeBytes();
        return true;
    }

    /** A copy of what is not there (yet) waits, for a later journal or for a volume that is away. */
    private static boolean applyCopy(
            LocationAddedEntry copy, KnownFacts known, IndexBatch batch, boolean last, ReplayReport.Builder report)
            throws OperatingFailure {
        if (known.holdsVersionOf(copy)) {
            batch.addLocation(copy);
            report.facts++;
            return true;
        }
        if (!last || report.waiting > 0 || !report.away.isEmpty()) {
            return false;
        }
        LOG.warn(
                "A copy of instance {} at {} is named by a journal, but no journal names the object itself.",
                copy.sopInstanceUid(),
                copy.location().path());
        return true;
    }

    private static void reportLoss(StoredObject object, OperatingFailure failure, ReplayReport.Builder report) {
        LOG.error(
                "DOZO-{} instance {} version {} was received, but no copy of it can be read. It stays in the index as lost: {}",
                failure.code().number(),
                object.sopInstanceUid(),
                object.version(),
                failure.getMessage());
        report.add(KnownLoss.of(object, failure.code()));
    }

    private static HeaderSource.Outcome await(Future<HeaderSource.Outcome> future) throws OperatingFailure {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatingFailure(
                    FailureCode.TOO_BUSY, "Reading objects was interrupted; start it again to go on from there.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OperatingFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("an object could not be read by a fault of the program", e.getCause());
        }
    }

    private static void cancel(@Nullable Future<?> future) {
        if (future != null) {
            future.cancel(false);
        }
    }

    @Override
    public void close() {
        readers.shutdown();
    }
}
