package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.LocationAddedEntry;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectDraft;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.SealedObject;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a good copy of an object beside a bad one, as a new file under a new name on the same volume. The bad file stays
 * where it is, for whoever wants to find out what happened to it (INV-2). Thread-safe.
 */
public final class Repairer {

    private static final Logger LOG = LoggerFactory.getLogger(Repairer.class);

    private static final int BUFFER_BYTES = 128 * 1024;

    private final Store store;
    private final WriterEpoch epoch;
    private final LocationPublisher publisher;
    private final Clock clock;
    private final ObjectSource source;

    /** @param epoch of the node that serves: only it repairs (INV-3) */
    public Repairer(Store store, WriterEpoch epoch, LocationPublisher publisher, Clock clock) {
        this.store = store;
        this.epoch = epoch;
        this.publisher = publisher;
        this.clock = clock;
        this.source = new ObjectSource(store);
    }

    /**
     * Makes a further copy on {@code target} from whatever copy passes its test.
     *
     * @return where it lies
     * @throws OperatingFailure when no copy is good, or the volume takes none; nothing has changed then but for an
     *     unpublished file that could not be removed
     */
    public ObjectLocation repair(StoredInstance instance, VolumeId target) throws OperatingFailure {
        Volume volume = store.volume(target)
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.VOLUME_LOST, "Volume " + target + " is not there, so nothing on it is repaired."));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StoredObject object = instance.object();
        try (VerifiedObject good = source.open(instance);
                ObjectDraft draft = store.beginCopy(volume, epoch, now)) {
            copy(good, draft);
            SealedObject sealed = draft.seal();
            if (!sealed.digest().equals(object.digest())) {
                throw new OperatingFailure(
                        FailureCode.OBJECT_CORRUPT,
                        "The copy of instance " + object.sopInstanceUid()
                                + " changed while it was copied; it is not used.");
            }
            ObjectLocation location = new ObjectLocation(target, sealed.path());
            publisher.publish(
                    draft,
                    new LocationAddedEntry(
                            object.sopInstanceUid(),
                            object.version(),
                            object.digest(),
                            location,
                            LocationAddedEntry.Reason.REPAIR,
                            now));
            tell(instance, volume, location);
            return location;
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.OBJECT_CORRUPT,
                    "The good copy of instance " + object.sopInstanceUid() + " could not be read to its end.",
                    e);
        }
    }

    /** A volume that never held a copy is no reason to worry: it may be new, and a million objects follow. */
    private static void tell(StoredInstance instance, Volume volume, ObjectLocation copy) {
        StoredObject object = instance.object();
        boolean wasThere = instance.locations().stream()
                .anyMatch(location -> location.volume().equals(copy.volume()));
        if (wasThere) {
            LOG.warn(
                    "Instance {} version {} was repaired on volume {}: {} takes the place of a bad or missing copy.",
                    object.sopInstanceUid(),
                    object.version(),
                    volume.name(),
                    copy.path());
        } else {
            LOG.debug("Instance {} was copied to volume {}: {}", object.sopInstanceUid(), volume.name(), copy.path());
        }
    }

    private static void copy(VerifiedObject good, ObjectDraft draft) throws IOException, OperatingFailure {
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream file = good.file();
        for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
            draft.write(buffer, 0, count);
        }
    }
}
