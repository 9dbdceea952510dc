package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.ObjectLocation;

/** What testing one copy of an object against the digest taken on receipt has shown. */
sealed interface CopyVerdict {

    ObjectLocation location();

    /** Every byte is as received. */
    record Good(ObjectLocation location) implements CopyVerdict {}

    /**
     * The volume works, the copy does not: it should be replaced from a good one.
     *
     * @param code OBJECT_MISSING or OBJECT_CORRUPT
     * @param detail what is wrong, for the operator
     */
    record Bad(ObjectLocation location, FailureCode code, String detail) implements CopyVerdict {}

    /** The volume was replaced, or left the configuration: the copy will not come back, and nobody needs to be told again. */
    record Gone(ObjectLocation location) implements CopyVerdict {}

    /** The volume cannot be read now, which says nothing about the copy. */
    record Unavailable(ObjectLocation location, OperatingFailure failure) implements CopyVerdict {}
}
