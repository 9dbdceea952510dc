package dozo.storage.index.model;

import dozo.core.dataset.Attributes;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.ObjectPath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One stored version of an instance and where its copies lie. Immutable.
 *
 * @param object as the journal recorded it
 * @param locations every known copy, those of receipt first, never empty
 * @param overlay patient and study values that replace the stored ones in what leaves, where somebody corrected them
 */
public record StoredInstance(StoredObject object, List<ObjectLocation> locations, Optional<Attributes> overlay) {

    public StoredInstance {
        Objects.requireNonNull(object, "object");
        locations = List.copyOf(locations);
        Objects.requireNonNull(overlay, "overlay");
    }

    /** Whether a copy lies there: so an object is told from others, though two may have claimed one version number. */
    public boolean isAt(ObjectPath path) {
        return locations.stream().anyMatch(location -> location.path().equals(path));
    }
}
