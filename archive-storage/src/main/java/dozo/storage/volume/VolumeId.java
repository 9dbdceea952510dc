package dozo.storage.volume;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What tells one volume from every other, wherever it is mounted; drawn once when the volume is initialised. Immutable.
 *
 * @param value the UUID in the volume's identity file
 */
public record VolumeId(UUID value) implements Comparable<VolumeId> {

    public VolumeId {
        Objects.requireNonNull(value, "value");
    }

    public static VolumeId random() {
        return new VolumeId(UUID.randomUUID());
    }

    /** The identity in its usual form of 36 characters, or empty when {@code text} is null or anything else. */
    public static Optional<VolumeId> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? Optional.of(new VolumeId(uuid)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(VolumeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
