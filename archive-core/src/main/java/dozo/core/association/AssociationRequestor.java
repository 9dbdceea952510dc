package dozo.core.association;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import java.util.List;

/** Opens associations as requestor. */
public final class AssociationRequestor {

    private AssociationRequestor() {}

    /**
     * Connects, proposes the contexts and waits for the answer. Contexts get the IDs 1, 3, 5, ... in their order. An association of
     * which no context was accepted is opened all the same: see {@link Association#contexts()}.
     *
     * @return an open association, to be closed by the caller
     * @throws OperatingFailure {@code PEER_UNREACHABLE}, {@code PEER_TIMED_OUT}, {@code ASSOCIATION_REJECTED},
     *     {@code ASSOCIATION_ABORTED} or {@code PROTOCOL_VIOLATION}
     * @throws IllegalArgumentException with no context or more than 128
     */
    public static Association open(
            RemoteAe remote, AeTitle calling, List<ProposedContext> contexts, AssociationSettings settings)
            throws OperatingFailure {
        throw new UnsupportedOperationException();
    }
}
