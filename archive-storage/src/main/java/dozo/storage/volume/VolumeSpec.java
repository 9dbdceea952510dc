package dozo.storage.volume;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A volume as configured. Immutable.
 *
 * @param name as the operator calls it; must equal the name in the volume's identity file
 * @param path where it is mounted
 * @param expected its identity where it is known from elsewhere; else the first one seen under the name counts until the
 *     process ends
 */
public record VolumeSpec(String name, Path path, Optional<VolumeId> expected) {

    public VolumeSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(expected, "expected");
    }

    public VolumeSpec(String name, Path path) {
        this(name, path, Optional.empty());
    }
}
