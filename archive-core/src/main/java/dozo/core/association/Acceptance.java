package dozo.core.association;

import dozo.core.pdu.ContextResult;
import dozo.core.pdu.ExtendedNegotiation;
import dozo.core.pdu.RejectReason;
import dozo.core.pdu.RoleSelection;
import dozo.core.pdu.UserIdentityResponse;
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
     * @param userIdentityResponse that the user's identity was accepted; sent only if the requestor asked for it, and never to be
     *     given by a policy that has not tested the identity (PS3.7 section D.3.3.7.2)
     */
    record Accepted(
            List<ContextResult> contexts,
            List<RoleSelection> roles,
            List<ExtendedNegotiation> extended,
            Optional<UserIdentityResponse> userIdentityResponse)
            implements Acceptance {

        public Accepted {
            contexts = List.copyOf(contexts);
            roles = List.copyOf(roles);
            extended = List.copyOf(extended);
        }

        /** The same, with the user's identity accepted. */
        public Accepted withUserIdentity(UserIdentityResponse response) {
            return new Accepted(contexts, roles, extended, Optional.of(response));
        }
    }

    /** The association is rejected with this reason. */
    record Rejected(RejectReason reason) implements Acceptance {}
}
