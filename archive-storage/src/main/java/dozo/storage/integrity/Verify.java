package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.journal.JournalFiles;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads stored objects again and holds them against what was received; finds what is missing, corrupt, unknown to the index
 * or to the journals, and damage of the journals themselves. Deletes nothing; writes only when it is told to repair. May run
 * while the server serves. Used once, by one thread; {@link #stop} may be called by any.
 */
public final class Verify {

    private static final Logger LOG = LoggerFactory.getLogger(Verify.class);

    /** How many objects are looked up in the index at once, and how many are verified from one report of progress to the next. */
    private static final int PAGE = 256;

    private final Store store;
    private final ArchiveIndex index;
    private final Progress.Listener listener;
    private final VerifyReport.Builder report = new VerifyReport.Builder();
    private final InstanceVerifier instances;
    private final Map<VolumeId, KnownFiles> known = new HashMap<>();
    private volatile boolean stopped;

    /** @param repairer used only when the settings say repair */
    public Verify(
            Store store, ArchiveIndex index, Repairer repairer, VerifySettings settings, Progress.Listener listener) {
        this.store = store;
        this.index = index;
        this.listener = listener;
        this.instances = new InstanceVerifier(
                store,
                index,
                settings.repair() ? Optional.of(repairer) : Optional.empty(),
                Throttle.of(settings.bytesPerSecond()),
                report);
    }

    /** Lets the run under way return soon, its report incomplete. */
    public void stop() {
        stopped = true;
    }

    /** Verifies every version selected, current or not. @throws OperatingFailure when the index does not answer */
    public VerifyReport run(RetrieveSelection selection) throws OperatingFailure {
        reportUnreadableVolumes();
        index.versions(selection, this::verify);
        return finish();
    }

    private void verify(KnownVersion version) {
        if (stopped) {
            return;
        }
        instances.verify(version.instance());
        if (report.objects % PAGE == 0) {
            progressed("objects");
        }
    }

    /**
     * Verifies everything: each journal, each object that a journal names, each file on each volume.
     *
     * @throws OperatingFailure when the index does not answer
     */
    public VerifyReport runAll() throws OperatingFailure {
        reportUnreadableVolumes();
        JournalVerifier journals = new JournalVerifier(store, report);
        Map<String, Long> applied = index.journalPositions(); // asked first: journals grow meanwhile
        Set<Volume> unlisted = new LinkedHashSet<>();
        NavigableSet<JournalName> names = JournalFiles.list(store, (volume, failure) -> {
            unlisted.add(volume);
            reportUnreadable(volume, failure.getMessage());
        });
        for (JournalName name : names) {
            List<StoredObject> page = new ArrayList<>();
            journals.verify(name, applied.getOrDefault(name.relative(), 0L), line -> verify(line, page));
            verifyPage(page);
        }
        if (unlisted.isEmpty()) {
            journals.findMissing(names, applied.keySet());
        }
        for (Volume volume : store.volumes()) {
            if (volume.state().isReadable() && !stopped) {
                findOrphans(volume);
            }
        }
        return finish();
    }

    private void verify(JournalLine line, List<StoredObject> page) throws OperatingFailure {
        if (line.entry() instanceof StoredEntry stored) {
            stored.object().locations().forEach(this::remember);
            page.add(stored.object());
            if (page.size() == PAGE) {
                verifyPage(page);
                page.clear();
            }
        } else if (line.entry() instanceof LocationAddedEntry added) {
            remember(added.location());
        }
    }

    private void verifyPage(List<StoredObject> page) throws OperatingFailure {
        if (!stopped) {
            instances.verifyJournaled(page);
            progressed("objects");
        }
    }

    private void remember(ObjectLocation location) {
        known.computeIfAbsent(location.volume(), volume -> new KnownFiles()).add(location.path());
    }

    /** Made for an object that never came: it is no trace of anything. */
    private static boolean isBlank(Volume volume, String path) {
        try (SeekableByteChannel file = volume.disk().open(path)) {
            return file.size() == 0;
        } catch (IOException e) {
            LOG.debug("{} cannot be opened, so it counts as a file with content.", path, e);
            return false;
        }
    }

    private void findOrphans(Volume volume) {
        KnownFiles files = volume.id().map(known::get).orElseGet(KnownFiles::new);
        KnownFiles named = files == null ? new KnownFiles() : files;
        String current = "/" + index.epoch().mark() + "/";
        walk(volume, path -> {
            Optional<ObjectPath> object = ObjectPath.parse(path);
            // What this start of the archive wrote may be on its way into the journal.
            boolean expected =
                    object.filter(named::contains).isPresent() || object.isPresent() && path.contains(current);
            if (!expected && !isBlank(volume, path)) {
                LOG.warn("The file {} on volume {} is named by no journal; it is kept.", path, volume.name());
                report.add(new Finding(
                        FindingKind.ORPHAN_FILE,
                        volume.name(),
                        path,
                        Optional.empty(),
                        "no journal names it; it is kept"));
            }
        });
        progressed("files");
    }

    private void walk(Volume volume, Consumer<String> consumer) {
        try {
            StoreFiles.walk(volume, consumer);
        } catch (OperatingFailure e) {
            reportUnreadable(volume, e.getMessage());
        }
    }

    private void reportUnreadableVolumes() {
        for (Volume volume : store.volumes()) {
            if (!volume.state().isReadable()) {
                reportUnreadable(volume, "it is " + volume.state() + "; nothing on it was verified");
            }
        }
    }

    private void reportUnreadable(Volume volume, String detail) {
        report.add(new Finding(FindingKind.VOLUME_UNREADABLE, volume.name(), "", Optional.empty(), detail));
    }

    private void progressed(String step) {
        listener.progressed(new Progress(step, report.objects, -1, report.bytes));
    }

    private VerifyReport finish() {
        report.complete = !stopped;
        VerifyReport result = report.build();
        LOG.info(
                "Verified {} in {}, {}: {}",
                Count.of(result.objects(), "object"),
                Count.of(result.copies(), "copy"),
                Count.of(result.bytes(), "byte"),
                result.counts().isEmpty() ? "nothing found" : result.counts());
        return result;
    }
}
