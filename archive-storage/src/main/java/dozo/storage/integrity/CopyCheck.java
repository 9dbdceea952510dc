package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one copy of an object from its disk and holds it against the digest taken on receipt (INV-5). Thread-safe. */
final class CopyCheck {

    /** Enough for a disk to stream; one such buffer for each test under way. */
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Store store;

    CopyCheck(Store store) {
        this.store = store;
    }

    /** A copy opened for reading, not yet tested; the caller closes the channel. */
    record OpenCopy(Volume volume, SeekableByteChannel channel) {}

    /** Reads the whole copy, no faster than {@code throttle} allows. */
    CopyVerdict test(StoredObject object, ObjectLocation location, Throttle throttle) {
        try {
            OpenCopy copy = open(location);
            try (SeekableByteChannel channel = copy.channel()) {
                return test(object, location, channel, BytesTest.sha256(object.digest()), throttle);
            } catch (IOException e) {
                return verdict(location, copy.volume().failure("an object could not be read", e));
            }
        } catch (OperatingFailure e) {
            return verdict(location, e);
        }
    }

    /** Opens the copy. @throws OperatingFailure whose meaning {@link #verdict} tells */
    OpenCopy open(ObjectLocation location) throws OperatingFailure {
        Optional<Volume> volume = store.volume(location.volume());
        if (volume.isEmpty() && store.isGone(location.volume())) {
            throw new OperatingFailure(
                    FailureCode.OBJECT_MISSING,
                    location.path() + " lay on volume " + location.volume() + ", which is in no store group any more.");
        }
        if (volume.isEmpty()) {
            throw new OperatingFailure(
                    FailureCode.VOLUME_LOST,
                    "Volume " + location.volume() + " is not configured or was not seen since the start, so "
                            + location.path() + " on it cannot be read. Mount it, or add it to a store group.");
        }
        return new OpenCopy(volume.get(), volume.get().open(location.path()));
    }

    /** Reads the channel from its beginning to its end. */
    CopyVerdict test(
            StoredObject object,
            ObjectLocation location,
            SeekableByteChannel channel,
            BytesTest bytes,
            Throttle throttle)
            throws IOException {
        if (channel.size() != object.sizeBytes()) {
            return corrupt(location, channel.size(), object);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, object.sizeBytes()));
        channel.position(0);
        for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer.clear())) {
            throttle.take(count);
            bytes.update(buffer.flip());
        }
        return bytes.passes() ? new CopyVerdict.Good(location) : corrupt(location, object.sizeBytes(), object);
    }

    /** The volumes that should hold a copy of the object, since another of their group does, and that never did. */
    List<Volume> volumesWithout(StoredInstance instance) {
        Set<VolumeId> holding =
                instance.locations().stream().map(ObjectLocation::volume).collect(Collectors.toSet());
        return store.placement(holding).stream()
                .filter(volume ->
                        volume.id().filter(id -> !holding.contains(id)).isPresent())
                .toList();
    }

    /** What a failure to open or read a copy says: a working volume makes the copy bad, another one says nothing. */
    CopyVerdict verdict(ObjectLocation location, OperatingFailure failure) {
        if (store.isGone(location.volume())) {
            return new CopyVerdict.Gone(location);
        }
        return switch (failure.code()) {
            case OBJECT_MISSING -> new CopyVerdict.Bad(location, FailureCode.OBJECT_MISSING, "it is missing");
            case DISK_ERROR -> corrupt(location, "the disk fails to read it");
            default -> new CopyVerdict.Unavailable(location, failure);
        };
    }

    /** The verdict on a copy of this length that failed. */
    static CopyVerdict corrupt(ObjectLocation location, long sizeBytes, StoredObject object) {
        return corrupt(
                location,
                sizeBytes == object.sizeBytes()
                        ? "its SHA-256 is not the one taken on receipt"
                        : "it has " + Count.of(sizeBytes, "byte") + " instead of " + object.sizeBytes());
    }

    private static CopyVerdict corrupt(ObjectLocation location, String detail) {
        return new CopyVerdict.Bad(location, FailureCode.OBJECT_CORRUPT, detail);
    }
}
