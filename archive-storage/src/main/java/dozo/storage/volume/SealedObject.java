package dozo.storage.volume;

import dozo.core.value.ContentDigest;
import java.util.List;

/**
 * A complete object whose bytes are forced on every volume of its group, though not yet the directory that names it.
 * Immutable.
 *
 * @param sizeBytes of the whole file
 */
public record SealedObject(ObjectPath path, List<VolumeId> volumes, ContentDigest digest, long sizeBytes) {

    public SealedObject {
        volumes = List.copyOf(volumes);
    }
}
