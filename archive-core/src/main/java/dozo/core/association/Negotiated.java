package dozo.core.association;

import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.Octets;
import dozo.core.pdu.RoleSelection;
import dozo.core.pdu.UserIdentityResponse;
import dozo.core.pdu.UserInformation;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What both sides agreed on.
 *
 * @param contexts the accepted ones by their IDs
 * @param window from the requestor's side
 * @param extended the acceptor's answers to SOP class extended negotiation
 * @param userIdentityResponse the acceptor's positive response to the requestor's user identity
 * @param peerMaxLength the longest P-DATA-TF variable field that the peer takes, in bytes; 0 for any
 */
record Negotiated(
        AeTitle calling,
        AeTitle called,
        SortedMap<Integer, PresentationContext> contexts,
        AsyncWindow window,
        Map<Uid, Octets> extended,
        Optional<UserIdentityResponse> userIdentityResponse,
        long peerMaxLength) {

    /** From the request and the answer that followed it; contexts nobody proposed are left out. */
    static Negotiated of(AssociateRequest request, AssociateAccept accept, boolean requestor) {
        Map<Integer, Uid> acceptedSyntaxes = new HashMap<>();
        accept.contexts().stream().filter(ContextResult::isAccepted).forEach(result -> result.transferSyntax()
                .ifPresent(syntax -> acceptedSyntaxes.putIfAbsent(result.id(), syntax)));
        SortedMap<Integer, PresentationContext> contexts = new TreeMap<>();
        for (ContextProposal proposal : request.contexts()) {
            Uid syntax = acceptedSyntaxes.get(proposal.id());
            if (syntax != null) {
                Roles roles = Roles.of(proposal.abstractSyntax(), request.userInformation(), accept.userInformation());
                contexts.put(proposal.id(), roles.context(proposal, TransferSyntax.of(syntax), requestor));
            }
        }
        Map<Uid, Octets> extended = new TreeMap<>();
        accept.userInformation().extendedNegotiations().forEach(e -> extended.put(e.sopClass(), e.information()));
        UserInformation peer = requestor ? accept.userInformation() : request.userInformation();
        return new Negotiated(
                request.callingAeTitle(),
                request.calledAeTitle(),
                contexts,
                // A peer that answers with more than was proposed must not make us send more than our own side can
                // follow.
                request.userInformation()
                        .asyncWindow()
                        .narrowedTo(accept.userInformation().asyncWindow()),
                extended,
                accept.userInformation().userIdentityResponse(),
                peer.maxPduLength());
    }

    /** The requestor's roles: SCU only, unless both sides agreed otherwise (PS3.7 section D.3.3.4). */
    private record Roles(boolean scu, boolean scp) {

        static Roles of(Uid sopClass, UserInformation proposed, UserInformation answered) {
            Optional<RoleSelection> proposal = proposed.roleSelection(sopClass);
            Optional<RoleSelection> answer = answered.roleSelection(sopClass);
            if (proposal.isEmpty() || answer.isEmpty()) {
                return new Roles(true, false);
            }
            return new Roles(
                    proposal.get().scu() && answer.get().scu(),
                    proposal.get().scp() && answer.get().scp());
        }

        PresentationContext context(ContextProposal proposal, TransferSyntax syntax, boolean requestor) {
            return new PresentationContext(
                    proposal.id(), proposal.abstractSyntax(), syntax, requestor ? scu : scp, requestor ? scp : scu);
        }
    }
}
