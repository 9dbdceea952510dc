package dozo.storage.index.model;

import dozo.core.dataset.Attributes;
import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a version that repeat its journal line, whichever way they were read; without the names above it and without
 * its copies.
 *
 * @param receivedAt in milliseconds since 1970
 */
public record VersionRow(
        String sopInstanceUid,
        int version,
        boolean current,
        String sopClassUid,
        String transferSyntaxUid,
        byte[] digest,
        long sizeBytes,
        ObjectPath path,
        long receivedAt,
        String callingAe,
        String calledAe,
        String peerAddress,
        WriterEpoch epoch) {

    /**
     * The version as the journal recorded it, with what other rows say of it.
     *
     * @param overlay corrections of its patient and study
     * @param locations of all its copies, in their order
     */
    public KnownVersion known(
            String studyUid, String seriesUid, Optional<Attributes> overlay, List<ObjectLocation> locations) {
        List<VolumeId> volumes = locations.stream()
                .filter(location -> location.path().equals(path))
                .map(ObjectLocation::volume)
                .toList();
        StoredObject object = new StoredObject(
                new Uid(sopClassUid),
                new Uid(sopInstanceUid),
                new Uid(studyUid),
                new Uid(seriesUid),
                new Uid(transferSyntaxUid),
                new ContentDigest(HexFormat.of().formatHex(digest)),
                sizeBytes,
                path,
                volumes,
                version,
                Instant.ofEpochMilli(receivedAt),
                callingAe,
                calledAe,
                peerAddress,
                epoch);
        return new KnownVersion(new StoredInstance(object, locations, overlay), current);
    }
}
