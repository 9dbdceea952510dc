package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.JournalFiles;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.JournalReader;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import dozo.storage.volume.VolumeId;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Gives a volume that came back, or is new to its group, every object that it should hold and does not: the newest journals
 * first, each copy made from one that passes its digest test (INV-5). What is there already is told by its length; what was
 * received shortly before the volume went is read whole, since a disk that goes may take with it what it had promised to keep.
 * Used once, by one thread.
 */
final class CopyFill {

    /** Objects looked up in the index at once. */
    private static final int PAGE = 64;

    /** How long before the volume went an object is not trusted by its length. */
    private static final Duration DOUBTED = Duration.ofDays(1);

    /** What asking for the length of a file costs a disk, as bytes read. */
    private static final int LOOK_BYTES = 4096;

    private final Store store;
    private final ArchiveIndex index;
    private final Repairer repairer;
    private final CopyCheck check;
    private final VolumeTrack track;
    private final Throttle throttle;
    private final BooleanSupplier stopped;
    private final VolumeId volume;
    private final Instant readFrom;
    /** Why journals were not read to their ends, or not found. */
    private final List<OperatingFailure> unread = new ArrayList<>();

    CopyFill(
            Store store,
            ArchiveIndex index,
            Repairer repairer,
            VolumeTrack track,
            long bytesPerSecond,
            BooleanSupplier stopped) {
        this.store = store;
        this.index = index;
        this.repairer = repairer;
        this.check = new CopyCheck(store);
        this.track = track;
        this.throttle = Throttle.until(stopped, bytesPerSecond);
        this.stopped = stopped;
        this.volume = track.volume().id().orElseThrow();
        this.readFrom = track.beginCopies().orElseThrow().minus(DOUBTED);
    }

    /**
     * Compares and copies until everything was seen, or {@code stopped} says so. A journal that cannot be read to its end keeps
     * nothing else from being copied.
     *
     * @return why a journal was not read to its end, or not found; empty when all were
     * @throws OperatingFailure when a volume or the index failed; what was copied stays, and the next run finds it there
     */
    Optional<OperatingFailure> run() throws OperatingFailure {
        NavigableSet<JournalName> names = JournalFiles.list(store, (unlisted, failure) -> unread.add(failure));
        for (JournalName name : names.descendingSet()) {
            Optional<JournalReader> opened = open(name);
            if (opened.isPresent()) {
                try (JournalReader reader = opened.get()) {
                    fill(reader);
                }
            }
        }
        return unread.stream().findFirst();
    }

    private Optional<JournalReader> open(JournalName name) {
        try {
            return Optional.of(JournalReader.open(store, name, 0));
        } catch (OperatingFailure e) {
            unread.add(e);
            return Optional.empty();
        }
    }

    private void fill(JournalReader reader) throws OperatingFailure {
        List<StoredObject> page = new ArrayList<>();
        boolean more = true;
        while (more && !stopped.getAsBoolean()) {
            try {
                more = read(reader, page);
            } catch (OperatingFailure e) {
                unread.add(e);
                more = false;
            }
            fill(page);
            page.clear();
        }
    }

    /** Adds the next objects that belong on the volume. @return whether more may follow */
    private boolean read(JournalReader reader, List<StoredObject> page) throws OperatingFailure {
        boolean more = true;
        while (more && page.size() < PAGE) {
            Optional<JournalLine> line = reader.next();
            if (line.isPresent()) {
                if (line.get().entry() instanceof StoredEntry stored && belongs(stored.object())) {
                    page.add(stored.object());
                }
            } else {
                more = reader.skipDamage() > 0;
            }
        }
        return more;
    }

    private boolean belongs(StoredObject object) {
        return store.placement(object.volumes()).contains(track.volume());
    }

    private void fill(List<StoredObject> page) throws OperatingFailure {
        IndexedVersions indexed = IndexedVersions.ofObjects(index, page);
        for (StoredObject object : page) {
            Optional<StoredInstance> known = indexed.find(object);
            if (known.isPresent() && !stopped.getAsBoolean()) {
                fill(known.get());
            }
        }
    }

    private void fill(StoredInstance instance) throws OperatingFailure {
        if (!isHere(instance) && !stopped.getAsBoolean()) {
            throttle.take(instance.object().sizeBytes());
            copy(instance);
        }
        track.compared();
    }

    private void copy(StoredInstance instance) throws OperatingFailure {
        try {
            repairer.repair(instance, volume);
            track.copied(instance.object().sizeBytes());
        } catch (OperatingFailure e) {
            if (e.code() != FailureCode.OBJECT_CORRUPT && e.code() != FailureCode.OBJECT_MISSING) {
                throw e;
            }
            track.foundLost();
        }
    }

    /** Whether the volume holds a copy that need not be made. @throws OperatingFailure when the volume cannot be read */
    private boolean isHere(StoredInstance instance) throws OperatingFailure {
        List<ObjectLocation> newestFirst =
                CopyOrder.byVolume(instance.locations()).getOrDefault(volume, List.of());
        for (ObjectLocation location : newestFirst) {
            CopyVerdict verdict = instance.object().receivedAt().isBefore(readFrom)
                    ? look(instance.object(), location)
                    : check.test(instance.object(), location, throttle);
            if (verdict instanceof CopyVerdict.Unavailable unavailable) {
                throw unavailable.failure();
            }
            if (verdict instanceof CopyVerdict.Good) {
                return true;
            }
        }
        return false;
    }

    /** By its length alone. */
    private CopyVerdict look(StoredObject object, ObjectLocation location) {
        throttle.take(LOOK_BYTES);
        try (SeekableByteChannel channel = check.open(location).channel()) {
            return channel.size() == object.sizeBytes()
                    ? new CopyVerdict.Good(location)
                    : CopyCheck.corrupt(location, channel.size(), object);
        } catch (OperatingFailure e) {
            return check.verdict(location, e);
        } catch (IOException e) {
            return check.verdict(location, track.volume().failure("the length of an object could not be read", e));
        }
    }
}
