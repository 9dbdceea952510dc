package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.IndexRebuild;
import dozo.storage.index.batch.IndexBatch;
import dozo.storage.journal.JournalFiles;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.JournalReader;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the index anew from the store alone, beside the one that serves, and switches over (INV-4). May be stopped, or
 * killed, at any moment: the next run goes on where the last transaction ended. Used once, by one thread; {@link #stop} may
 * be called by any.
 */
public final class Reindex {

    private static final Logger LOG = LoggerFactory.getLogger(Reindex.class);

    /** Once a round of catching up has applied no more than this, the rest is applied while ingest waits. */
    private static final int FACTS_LEFT_FOR_SWITCH = 100;

    private final Store store;
    private final ArchiveIndex index;
    private final ObjectSource objects;
    private final ReplaySettings settings;
    private volatile boolean stopped;

    public Reindex(Store store, ArchiveIndex index, ObjectSource objects, ReplaySettings settings) {
        this.store = store;
        this.index = index;
        this.objects = objects;
        this.settings = settings;
    }

    /** Lets {@link #run} return after the transaction under way; a later run goes on from there. */
    public void stop() {
        stopped = true;
    }

    /**
     * Rebuilds, catches up and switches over.
     *
     * @return what was applied; {@link ReplayReport#complete()} is false when it was stopped, and nothing is switched then
     * @throws OperatingFailure VOLUME_LOST when a volume cannot be read, JOURNAL_UNUSABLE when a journal is missing or shorter
     *     than what the present index has applied of it, since objects would vanish from the new index; else when the index
     *     or a volume failed. The next run goes on where this one ended
     */
    public ReplayReport run(Progress.Listener listener) throws OperatingFailure {
        requireAllVolumes();
        requireAllJournals();
        ReplayReport.Builder report = new ReplayReport.Builder();
        try (IndexRebuild rebuild = index.rebuild();
                JournalReplay replay =
                        new JournalReplay(store, objects, settings, ReplayMode.REINDEX, listener, () -> stopped)) {
            LOG.info("Rebuilding the index in {}{}", rebuild.schema(), rebuild.isResumed() ? ", continued" : "");
            long before;
            do {
                before = report.facts;
                report.torn.clear(); // a journal being written may end inside a line for a moment
                replay.replay(rebuild::begin, rebuild.journalPositions(), report);
            } while (report.complete && report.facts - before > FACTS_LEFT_FOR_SWITCH);
            if (report.complete) {
                switchOver(rebuild, replay, report);
            }
        }
        ReplayReport result = report.build();
        LOG.info(
                "Rebuilding the index {}: {} with {} applied, {} lost.",
                result.complete() ? "is complete" : "was stopped and can be continued",
                Count.of(result.facts(), "fact"),
                Count.of(result.objects(), "object"),
                Count.of(result.lossCount(), "object"));
        return result;
    }

    private void switchOver(IndexRebuild rebuild, JournalReplay replay, ReplayReport.Builder report)
            throws OperatingFailure {
        requireAllVolumes();
        try (IndexBatch batch = rebuild.beginSwitch()) {
            replay.replayInto(batch, rebuild.journalPositions(), report);
            batch.commit();
        }
    }

    /** What the switch would demand in the end, asked before the work of hours. */
    private void requireAllJournals() throws OperatingFailure {
        Set<String> names =
                JournalFiles.list(store).stream().map(JournalName::relative).collect(Collectors.toSet());
        for (Map.Entry<String, Long> applied : index.journalPositions().entrySet()) {
            if (!names.contains(applied.getKey())) {
                throw new OperatingFailure(
                        FailureCode.JOURNAL_UNUSABLE,
                        "The journal " + applied.getKey()
                                + " is on no volume any more, though the index has applied it."
                                + " The index is not rebuilt, since what stood there would vanish from it. Mount the right"
                                + " volumes, or bring the journal back from a backup. Where it is lost with a volume"
                                + " that will never come back, run: dozo volume give-up");
            }
            JournalName name = JournalName.parse(applied.getKey()).orElseThrow();
            JournalReader.open(store, name, applied.getValue()).close();
        }
    }

    private void requireAllVolumes() throws OperatingFailure {
        for (Volume volume : store.volumes()) {
            if (!volume.state().isReadable()) {
                throw new OperatingFailure(
                        FailureCode.VOLUME_LOST,
                        "The index is not rebuilt while volume " + volume.name() + " at " + volume.path()
                                + " cannot be read, since its objects would vanish from it. Mount it, then run again:"
                                + " dozo reindex. The present index goes on serving. One that will never come back is"
                                + " taken out of the configuration, and then: dozo volume give-up " + volume.name());
            }
        }
    }
}
