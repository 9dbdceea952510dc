package dozo.storage.index.table;

import dozo.core.value.ContentDigest;
import dozo.storage.journal.StoredObject;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * An object's claim to the version number that its journal line gives it, held against the versions that are there. The
 * number may be taken: by an object whose journal was not at hand when this one's was written, or the other way round.
 *
 * @param object with the number it gets: the claimed one when that is free, else the next one
 * @param holder of the claimed number; null when it is free
 */
record VersionClaim(StoredObject object, InstanceEntity holder) {

    static VersionClaim of(StoredObject object, List<InstanceEntity> versions) {
        InstanceEntity holder = null;
        int highest = 0;
        for (InstanceEntity version : versions) {
            holder = version.version == object.version() ? version : holder;
            highest = Math.max(highest, version.version);
        }
        return new VersionClaim(holder == null ? object : object.withVersion(highest + 1), holder);
    }

    /** Whether the object is one of the versions already: each path is given to one object only. */
    static boolean isKnown(StoredObject object, List<InstanceEntity> versions) {
        return versions.stream()
                .anyMatch(version -> version.path.equals(object.path().relative()));
    }

    static boolean hasBytes(InstanceEntity version, ContentDigest digest) {
        return Arrays.equals(version.digest, HexFormat.of().parseHex(digest.hex()));
    }

    boolean isTaken() {
        return holder != null;
    }

    /** Whether the holder has the same bytes, so that the object is a further copy of it. */
    boolean isCopy() {
        return isTaken() && hasBytes(holder, object.digest());
    }

    /**
     * Whether the object takes the place of the current version: by its number; or, when that was taken, by the time of
     * receipt, so that what is handed out does not depend on which journal was read first.
     */
    boolean supersedes(InstanceEntity current) {
        return isTaken()
                ? current.receivedAt <= object.receivedAt().toEpochMilli()
                : current.version < object.version();
    }
}
