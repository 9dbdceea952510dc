package dozo.storage.journal;

import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The fact that an object was stored, as the journal keeps it. Immutable.
 *
 * @param digest of the whole Part 10 file
 * @param sizeBytes of the whole Part 10 file
 * @param path where it was written, the same on each of {@code volumes}
 * @param volumes where it was durable before Success was answered, never empty
 * @param version counts from 1 the different contents received under the SOP Instance UID
 * @param receivedAt when its data set began to arrive, to the millisecond
 * @param peerAddress the sender's address in numeric form
 */
public record StoredObject(
        Uid sopClassUid,
        Uid sopInstanceUid,
        Uid studyInstanceUid,
        Uid seriesInstanceUid,
        Uid transferSyntaxUid,
        ContentDigest digest,
        long sizeBytes,
        ObjectPath path,
        List<VolumeId> volumes,
        int version,
        Instant receivedAt,
        String callingAeTitle,
        String calledAeTitle,
        String peerAddress,
        WriterEpoch epoch) {

    /** @throws IllegalArgumentException when there is no volume, or the version or size is not positive */
    public StoredObject {
        Objects.requireNonNull(sopClassUid, "sopClassUid");
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
        Objects.requireNonNull(studyInstanceUid, "studyInstanceUid");
        Objects.requireNonNull(seriesInstanceUid, "seriesInstanceUid");
        Objects.requireNonNull(transferSyntaxUid, "transferSyntaxUid");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(path, "path");
        volumes = List.copyOf(volumes);
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(callingAeTitle, "callingAeTitle");
        Objects.requireNonNull(calledAeTitle, "calledAeTitle");
        Objects.requireNonNull(peerAddress, "peerAddress");
        Objects.requireNonNull(epoch, "epoch");
        if (volumes.isEmpty() || version < 1 || sizeBytes < 1) {
            throw new IllegalArgumentException("a stored object has a volume, a version and a size");
        }
    }

    /** The same under another version number. */
    public StoredObject withVersion(int number) {
        return new StoredObject(
                sopClassUid,
                sopInstanceUid,
                studyInstanceUid,
                seriesInstanceUid,
                transferSyntaxUid,
                digest,
                sizeBytes,
                path,
                volumes,
                number,
                receivedAt,
                callingAeTitle,
                calledAeTitle,
                peerAddress,
                epoch);
    }

    /** Where the copies were written on receipt. */
    public List<ObjectLocation> locations() {
        return volumes.stream().map(volume -> new ObjectLocation(volume, path)).toList();
    }
}
