package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.IndexBatch;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.StoredObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns journal lines into index rows, in their order, while the objects of the next lines are already being read: at most
 * two for each reader are in memory. Used by one thread.
 */
final class FactApplier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FactApplier.class);

    private final HeaderSource headers;
    private final int window;
    private final boolean strict;
    private final ExecutorService readers;

    /** @param strict whether a volume that cannot be read ends it, rather than that its objects are filed as lost */
    FactApplier(HeaderSource headers, int readers, boolean strict) {
        this.headers = headers;
        this.strict = strict;
        this.window = 2 * readers;
        this.readers = Executors.newFixedThreadPool(readers, task -> new Thread(task, "header-reader"));
    }

    /** A line, and the header being read for it when it is of an object. */
    private record Pending(JournalLine line, Future<HeaderSource.Outcome> header) {}

    void apply(List<JournalLine> lines, IndexBatch batch, ReplayReport.Builder report) throws OperatingFailure {
        Deque<Pending> pending = new ArrayDeque<>();
        try {
            for (JournalLine line : lines) {
                if (pending.size() == window) {
                    applyOne(pending.remove(), batch, report);
                }
                pending.add(new Pending(line, startReading(line)));
            }
            while (!pending.isEmpty()) {
                applyOne(pending.remove(), batch, report);
            }
        } finally {
            pending.forEach(p -> cancel(p.header()));
        }
    }

    private Future<HeaderSource.Outcome> startReading(JournalLine line) {
        return line.entry() instanceof StoredEntry stored ? readers.submit(() -> headers.read(stored.object())) : null;
    }

    private void applyOne(Pending pending, IndexBatch batch, ReplayReport.Builder report) throws OperatingFailure {
        report.facts++;
        if (pending.header() != null) {
            HeaderSource.Outcome outcome = await(pending.header());
            report.objects++;
            report.bytes += outcome.object().sizeBytes();
            if (outcome.header().isEmpty()) {
                reportLoss(outcome, report);
            }
            batch.addStored(
                    outcome.object(), outcome.header().orElseGet(() -> HeaderSource.fromJournal(outcome.object())));
        } else if (pending.line().entry() instanceof LocationAddedEntry added) {
            batch.addLocation(added);
        }
    }

    private void reportLoss(HeaderSource.Outcome outcome, ReplayReport.Builder report) throws OperatingFailure {
        StoredObject object = outcome.object();
        OperatingFailure failure = outcome.failure().orElseThrow();
        boolean isObjectBad =
                failure.code() == FailureCode.OBJECT_MISSING || failure.code() == FailureCode.OBJECT_CORRUPT;
        if (strict && !isObjectBad) {
            throw failure;
        }
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

    private static void cancel(Future<?> future) {
        if (future != null) {
            future.cancel(false);
        }
    }

    @Override
    public void close() {
        readers.shutdown();
    }
}
