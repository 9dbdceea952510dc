package dozo.storage.volume;

import java.util.Objects;

/**
 * One copy of a stored object. The first copies of an object have one path on every volume of their group; a copy made
 * later in place of a bad one has a path of its own, since nothing is ever overwritten (INV-2). Immutable.
 */
public record ObjectLocation(VolumeId volume, ObjectPath path) {

    public ObjectLocation {
        Objects.requireNonNull(volume, "volume");
        Objects.requireNonNull(path, "path");
    }
}
