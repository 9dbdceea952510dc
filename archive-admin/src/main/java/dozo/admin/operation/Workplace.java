package dozo.admin.operation;

import dozo.admin.archive.Archive;
import dozo.admin.network.KnownAes;
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
}
