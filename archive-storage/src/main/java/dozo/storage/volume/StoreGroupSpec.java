package dozo.storage.volume;

import java.util.List;
import java.util.Objects;

/**
 * The volumes that each object must reach before Success is answered: one, or primary and mirror. Immutable.
 *
 * @param volumes the primary first; one or two
 */
public record StoreGroupSpec(String name, List<VolumeSpec> volumes, WaterMarks waterMarks) {

    private static final int MAX_VOLUMES = 2;

    /** @throws IllegalArgumentException when there is no volume, or more than primary and mirror */
    public StoreGroupSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(waterMarks, "waterMarks");
        volumes = List.copyOf(volumes);
        if (volumes.isEmpty() || volumes.size() > MAX_VOLUMES) {
            throw new IllegalArgumentException("a store group has one volume, or a primary and a mirror");
        }
    }
}
