package dozo.core.association;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import java.util.Optional;

/**
 * Where other application entities are reached: the only source of addresses for instances and reports, so that nothing is
 * ever sent to an address that nobody configured. Thread-safe.
 */
@FunctionalInterface
public interface AeDirectory {

    /**
     * Where {@code title} listens; empty when it is not known, or known only as one that calls.
     *
     * @throws OperatingFailure INDEX_UNAVAILABLE when the entries added by command cannot be read
     */
    Optional<RemoteAe> find(AeTitle title) throws OperatingFailure;
}
