package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One copy of a draft, on one volume. Not thread-safe. */
final class DraftCopy {

    private final Volume volume;
    private final VolumeId volumeId;
    private final ObjectPath path;
    private final DiskFile file;
    private boolean open = true;
    private Errand naming = Errand.NONE;

    private DraftCopy(Volume volume, VolumeId volumeId, ObjectPath path, DiskFile file) {
        this.volume = volume;
        this.volumeId = volumeId;
        this.path = path;
        this.file = file;
    }

    /**
     * On a volume that has just been required to be writable. Its name is made durable while the
     * sender's bytes are still on their way, by another thread where one is idle: then {@link #seal} waits for that.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the path is taken
     */
    static DraftCopy create(Volume volume, ObjectPath path) throws IOException, OperatingFailure {
        VolumeId id = volume.id().orElseThrow(() -> new IllegalStateException("a proven volume has an identity"));
        volume.ensureDirectory(path.directory());
        DraftCopy copy = new DraftCopy(volume, id, path, volume.disk().create(path.relative()));
        try {
            copy.forceName();
            return copy;
        } catch (OperatingFailure e) {
            discardAfter(e, copy);
            throw e;
        }
    }

    private void forceName() throws OperatingFailure {
        Optional<Errand> errand = IdleHands.shared().begin(this::forceDirectory);
        if (errand.isPresent()) {
            naming = errand.get();
        } else {
            forceDirectory();
        }
    }

    private void forceDirectory() throws OperatingFailure {
        try {
            volume.forceDirectory(path.directory());
        } catch (IOException e) {
            throw volume.failure("the name of an object could not be forced to the disk", e);
        }
    }

    private static void discardAfter(Exception cause, DraftCopy copy) {
        try {
            copy.discard();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    Volume volume() {
        return volume;
    }

    VolumeId volumeId() {
        return volumeId;
    }

    void write(ByteBuffer bytes) throws OperatingFailure {
        try {
            file.write(bytes);
        } catch (IOException e) {
            throw volume.failure("an object could not be written", e);
        }
    }

    /** Checks the length, forces the content, waits for the name to be forced, closes, and sees that the volume is still there. */
    void seal(long expectedBytes) throws OperatingFailure {
        try {
            long actualBytes = file.size();
            if (actualBytes != expectedBytes) {
                throw new OperatingFailure(
                        FailureCode.DISK_ERROR,
                        "Volume " + volume.name() + " reports " + actualBytes + " bytes for " + path + " where "
                                + expectedBytes + " were written. The object is refused with A700H and may be sent"
                                + " again. The disk or its controller is not to be trusted: look into it now.");
            }
            file.force();
            naming.await();
            open = false;
            file.close();
            volume.prove();
        } catch (IOException e) {
            throw volume.failure("an object could not be forced to the disk", e);
        }
    }

    void discard() throws IOException {
        naming.awaitEnd();
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
