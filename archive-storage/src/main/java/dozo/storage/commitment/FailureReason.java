package dozo.storage.commitment;

import java.util.Arrays;
import java.util.Optional;

/** Why an instance is not committed: the values of Failure Reason (0008,1197), PS3.3 section C.14.1.1. */
public enum FailureReason {
    /** The stored bytes could not be read or are not what was received. */
    PROCESSING_FAILURE(0x0110),
    /** The archive does not hold such an instance. */
    NO_SUCH_OBJECT_INSTANCE(0x0112),
    /** The instance is there but of another SOP class than the peer says. */
    CLASS_INSTANCE_CONFLICT(0x0119),
    /** The archive could not test the instance for want of a resource; the peer may ask again. */
    RESOURCE_LIMITATION(0x0213);

    private final int code;

    FailureReason(int code) {
        this.code = code;
    }

    /** The value on the wire, an unsigned 16-bit number. */
    public int code() {
        return code;
    }

    /** The reason with this code; empty for a code that Dozo never sends. */
    public static Optional<FailureReason> of(int code) {
        return Arrays.stream(values()).filter(r -> r.code == code).findFirst();
    }
}
