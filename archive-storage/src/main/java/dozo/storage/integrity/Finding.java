package dozo.storage.integrity;

import dozo.core.value.Uid;
import java.util.Optional;

/**
 * One thing that verifying the store has found. Immutable.
 *
 * @param volume the volume's name, empty when it concerns no single one
 * @param path below the volume's root, empty when it concerns the whole volume
 * @param sopInstanceUid the instance concerned
 * @param detail for the operator, in a few words
 */
public record Finding(FindingKind kind, String volume, String path, Optional<Uid> sopInstanceUid, String detail) {}
