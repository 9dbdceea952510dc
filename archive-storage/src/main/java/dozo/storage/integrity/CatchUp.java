package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.core.failure.Recurring;
import dozo.core.thread.PoolThreads;
import dozo.core.value.Count;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.journal.JournalCompletion;
import dozo.storage.volume.Store;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.Volume;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings volumes that were away, or are new in place of others, up to their groups while the archive serves. First their
 * journals are completed and what they tell enters the index (INV-4); then what they lack is copied from their mirrors. One
 * thread watches and reads journals, another copies, and neither keeps ingest from writing. Thread-safe; closed by whoever
 * made it, before ingest and the index.
 */
public final class CatchUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** How long closing waits for the object under way. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private static final String GOES_ON = "The next start goes on with bringing volumes up to their groups.";

    private final Store store;
    private final ArchiveIndex index;
    private final Repairer repairer;
    private final WrittenJournal written;
    private final ReplaySettings replay;
    private final CatchUpSettings settings;
    private final Clock clock;
    private final List<VolumeTrack> tracks = new ArrayList<>();
    private final PoolThreads watcherThread = new PoolThreads("catch-up-", GOES_ON);
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(watcherThread);
    private final PoolThreads fillerThread = new PoolThreads("catch-up-fill-", GOES_ON);
    private final ScheduledExecutorService filler = Executors.newSingleThreadScheduledExecutor(fillerThread);
    private volatile boolean stopped;

    /**
     * Knows from the index which volumes are behind, and does nothing before {@link #start}.
     *
     * @param written the journal of this process
     * @param awayAtStart names of the volumes whose journals could not be read when the archive was opened
     * @throws OperatingFailure when the index cannot be read
     */
    public CatchUp(
            Store store,
            ArchiveIndex index,
            Repairer repairer,
            WrittenJournal written,
            Collection<String> awayAtStart,
            ReplaySettings replay,
            CatchUpSettings settings,
            Clock clock)
            throws OperatingFailure {
        this.store = store;
        this.index = index;
        this.repairer = repairer;
        this.written = written;
        this.replay = replay.besideIngest();
        this.settings = settings;
        this.clock = clock;
        Map<String, Instant> behind = index.volumes().behind();
        for (StoreGroup group : store.groups()) {
            for (Volume volume : group.volumes()) {
                tracks.add(new VolumeTrack(
                        volume,
                        group,
                        awayAtStart.contains(volume.name()),
                        Optional.ofNullable(behind.get(volume.name()))));
            }
        }
    }

    /** Begins to watch. */
    public void start() {
        long millis = settings.interval().toMillis();
        watcher.scheduleWithFixedDelay(whileActive(this::watch), 0, millis, TimeUnit.MILLISECONDS);
        filler.scheduleWithFixedDelay(whileActive(this::fill), 0, millis, TimeUnit.MILLISECONDS);
    }

    /** The volumes that are not level with their groups, in the order of the configuration. */
    public List<VolumeLag> lags() {
        return tracks.stream().map(VolumeTrack::lag).flatMap(Optional::stream).toList();
    }

    private Runnable whileActive(Runnable step) {
        return Recurring.guarded("catching up", () -> {
            if (!stopped && index.isActive()) {
                step.run();
            }
        });
    }

    private void watch() {
        written.inspect();
        Instant now = clock.instant();
        for (VolumeTrack track : tracks) {
            if (track.observe(now)) {
                rememberBehind(track, now);
            }
        }
        List<VolumeTrack> back =
                tracks.stream().filter(track -> track.awaitsJournals(now)).toList();
        if (!back.isEmpty()) {
            readJournals(back);
        }
    }

    private void rememberBehind(VolumeTrack track, Instant now) {
        try {
            index.volumes().setBehind(track.volume().name(), now);
        } catch (OperatingFailure e) {
            LOG.warn(
                    "DOZO-{} should the archive be stopped before volume {} has caught up, run: dozo verify --repair. {}",
                    e.code().number(),
                    track.volume().name(),
                    e.getMessage());
        }
    }

    private void readJournals(List<VolumeTrack> back) {
        try {
            RememberedVolumes remembered = new RememberedVolumes(store, index.volumes(), clock);
            for (VolumeTrack track : back) {
                remembered.rememberNew(track.volume());
            }
            new JournalCompletion(store).run(name -> !written.isWriting(name));
            ReplayReport report = replay();
            for (VolumeTrack track : back) {
                if (report.away().contains(track.volume().name())) {
                    track.failed("its journals could not be listed", nextTry());
                } else {
                    track.journalsRead();
                }
            }
            LOG.info(
                    "Volumes are back: {}. New to the index from their journals: {}.",
                    names(back),
                    Count.of(report.facts(), "fact"));
        } catch (OperatingFailure e) {
            for (VolumeTrack track : back) {
                if (track.failed(e.getMessage(), nextTry())) {
                    LOG.error("DOZO-{} {}", e.code().number(), e.getMessage());
                }
            }
        }
    }

    private Instant nextTry() {
        return clock.instant().plus(settings.retryAfter());
    }

    private static List<String> names(List<VolumeTrack> tracks) {
        return tracks.stream().map(track -> track.volume().name()).toList();
    }

    /** All journals but those of this process: what it wrote there it has told the index itself. */
    private ReplayReport replay() throws OperatingFailure {
        ReplayReport.Builder report = new ReplayReport.Builder();
        Reconciler.reportAway(store, report);
        String own = index.epoch().mark();
        try (JournalReplay journals = new JournalReplay(
                store,
                new ObjectSource(store),
                replay,
                ReplayMode.BESIDE_INGEST,
                Progress.Listener.NONE,
                () -> stopped)) {
            journals.replay(
                    index::begin,
                    index.journalPositions(),
                    name -> !name.writer().equals(own),
                    report);
        }
        return report.build();
    }

    private void fill() {
        Instant now = clock.instant();
        for (VolumeTrack track : tracks) {
            if (!stopped && track.awaitsCopies(now)) {
                fill(track);
            }
        }
    }

    private void fill(VolumeTrack track) {
        String name = track.volume().name();
        try {
            Optional<OperatingFailure> unread = track.isMirrored()
                    ? new CopyFill(store, index, repairer, track, settings.bytesPerSecond(), () -> stopped).run()
                    : Optional.empty();
            if (unread.isPresent()) {
                notFilled(track, unread.get(), clock.instant().plus(settings.retryUnread()));
            } else if (!stopped && track.copiesMade()) {
                index.volumes().setLevel(name);
                LOG.info("Volume {} is level with its group: {}.", name, track.summary());
            }
        } catch (OperatingFailure e) {
            notFilled(track, e, nextTry());
        }
    }

    private static void notFilled(VolumeTrack track, OperatingFailure failure, Instant next) {
        if (track.failed(failure.getMessage(), next)) {
            LOG.error(
                    "DOZO-{} volume {} could not be filled with all it should hold, and is tried again at {}: {}",
                    failure.code().number(),
                    track.volume().name(),
                    next,
                    failure.getMessage());
        }
    }

    /** Ends after the object and the transaction under way; the next start goes on. Never throws. */
    @Override
    public void close() {
        stopped = true;
        watcherThread.end(watcher, CLOSE_LIMIT);
        fillerThread.end(filler, CLOSE_LIMIT);
    }
}
