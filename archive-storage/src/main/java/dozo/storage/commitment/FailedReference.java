package dozo.storage.commitment;

import dozo.storage.index.control.CommitmentReference;

/**
 * An instance for which the archive does not take over safekeeping. Immutable.
 *
 * @param reference the instance as the peer named it
 * @param reason why not
 */
public record FailedReference(CommitmentReference reference, FailureReason reason) {}
