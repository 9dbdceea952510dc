package dozo.admin.operation;

import dozo.admin.archive.Archive;
import dozo.admin.network.KnownAes;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.Volume;
import java.util.Objects;

/**
 * What operations work on.
 *
 * @param archive open
 * @param known the AE table in force
 * @param serving what the running server says of itself; {@link Serving#NOBODY} when none runs
 */
public record Workplace(Archive archive, KnownAes known, Serving serving) {

    public Workplace {
        Objects.requireNonNull(archive, "archive");
        Objects.requireNonNull(known, "known");
        Objects.requireNonNull(serving, "serving");
    }

    /** @throws OperatingFailure {@code CONFIGURATION_INVALID} when no volume of this name is configured */
    Volume volume(String name) throws OperatingFailure {
        return archive.store().volumes().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.CONFIGURATION_INVALID,
                        "There is no volume \"" + name + "\" in the configuration. `dozo volume list` shows all."));
    }
}
