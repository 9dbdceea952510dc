package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/** One copy of a draft, on one volume. Not thread-safe. */
final class DraftCopy {

    private final Volume volume;
    private final VolumeId volumeId;
    private final long absences;
    private final ObjectPath path;
    private final DiskFile file;
    private boolean open = true;

    private DraftCopy(Volume volume, VolumeId volumeId, long absences, ObjectPath path, DiskFile file) {
        this.volume = volume;
        this.volumeId = volumeId;
        this.absences = absences;
        this.path = path;
        this.file = file;
    }

    /**
     * On a volume that has just been required to be writable. Its name is durable once the directory was forced.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the path is taken
     */
    static DraftCopy create(Volume volume, ObjectPath path) throws IOException {
        VolumeId id = volume.id().orElseThrow(() -> new IllegalStateException("a proven volume has an identity"));
        long absences = volume.absences();
        volume.ensureDirectory(path.directory());
        return new DraftCopy(volume, id, absences, path, volume.disk().create(path.relative()));
    }

    Volume volume() {
        return volume;
    }

    VolumeId volumeId() {
        return volumeId;
    }

    /** Whether the volume was away since the file was created. */
    boolean isStale() {
        return volume.absences() != absences;
    }

    void write(ByteBuffer bytes) throws OperatingFailure {
        try {
            file.write(bytes);
        } catch (IOException e) {
            throw volume.failure("an object could not be written", e);
        }
    }

    /** Forces the content, closes, and sees that the volume is still there and all of it stands under its name. */
    void seal(long expectedBytes) throws OperatingFailure {
        try {
            file.force();
            open = false;
            file.close();
            volume.prove();
            requireWhole(expectedBytes);
        } catch (IOException e) {
            throw volume.failure("an object could not be forced to the disk", e);
        }
    }

    /** Asks the directory, not the open file: one that was removed meanwhile would still tell its length. */
    private void requireWhole(long expectedBytes) throws OperatingFailure, IOException {
        long actualBytes;
        try {
            actualBytes = volume.disk().stamp(path.relative()).sizeBytes();
        } catch (NoSuchFileException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "Volume " + volume.name() + ": the file " + path + " was removed while an object was written to it."
                            + " The object is refused with A700H and may be sent again. Find out what removes files"
                            + " from this volume, and keep it from that: nothing but Dozo may change it.",
                    e);
        }
        if (actualBytes != expectedBytes) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "Volume " + volume.name() + " reports " + Count.of(actualBytes, "byte") + " for " + path + " where "
                            + expectedBytes + " were written. The object is refused with A700H and may be sent"
                            + " again. The disk or its controller is not to be trusted: look into it now.");
        }
    }

    void discard() throws IOException {
        try {
            close();
        } finally {
            volume.disk().delete(path.relative());
        }
    }

    void close() throws IOException {
        if (open) {
            open = false;
            file.close();
        }
    }
}
