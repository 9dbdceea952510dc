package dozo.core.association;

import dozo.core.pdu.ContextResult;
import dozo.core.pdu.ExtendedNegotiation;
import dozo.core.pdu.Octets;
import dozo.core.pdu.RejectReason;
import dozo.core.pdu.RoleSelection;
import java.util.List;
import java.util.Optional;

/** What a policy says to an association request: {@link ContextNegotiation} makes the usual answer. */
public sealed interface Acceptance {

    /**
     * The association is accepted.
     *
     * @param contexts one answer for each context proposed, in the same order
     * @param roles answers to role selections; those not answered leave the requestor SCU
     * @param extended answers to extended negotiations
     * @param userIdentityResponse the server's identity, when the requestor asked for one
     */
    record Accepted(
            List<ContextResult> contexts,
            List<RoleSelection> roles,
            List<ExtendedNegotiation> extended,
            Optional<Octets> userIdentityResponse)
            implements Acceptance {

        public Accepted {
            contexts = List.copyOf(contexts);
            roles = List.copyOf(roles);
            extended = List.copyOf(extended);
        }
    }

    /** The association is rejected with this reason. */
    record Rejected(RejectReason reason) implements Acceptance {}
}
