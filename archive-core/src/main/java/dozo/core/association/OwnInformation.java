package dozo.core.association;

import dozo.core.encoding.Implementation;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.CommonExtendedNegotiation;
import dozo.core.pdu.ExtendedNegotiation;
import dozo.core.pdu.RoleSelection;
import dozo.core.pdu.UserIdentity;
import dozo.core.pdu.UserInformation;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user information that this side sends (PS3.7 Annex D.3.3). */
final class OwnInformation {

    private OwnInformation() {}

    static UserInformation ofRequestor(List<ProposedContext> contexts, AssociationSettings settings) {
        Map<Uid, RoleSelection> roles = new LinkedHashMap<>();
        Map<Uid, ExtendedNegotiation> extended = new LinkedHashMap<>();
        Map<Uid, CommonExtendedNegotiation> commonExtended = new LinkedHashMap<>();
        for (ProposedContext context : contexts) {
            Uid sopClass = context.abstractSyntax();
            roles.merge(
                    sopClass,
                    new RoleSelection(sopClass, context.scuRole(), context.scpRole()),
                    (a, b) -> new RoleSelection(sopClass, a.scu() || b.scu(), a.scp() || b.scp()));
            context.commonExtended().ifPresent(c -> commonExtended.put(sopClass, c));
            context.extended().ifPresent(e -> extended.put(sopClass, new ExtendedNegotiation(sopClass, e)));
        }
        return new UserInformation(
                settings.maxPduReceived().bytes(),
                Optional.of(Implementation.CLASS_UID),
                Implementation.VERSION_NAME,
                settings.window(),
                roles.values().stream()
                        .filter(RoleSelection::differsFromDefault)
                        .toList(),
                new ArrayList<>(extended.values()),
                new ArrayList<>(commonExtended.values()),
                settings.userIdentity(),
                Optional.empty(),
                List.of());
    }

    static UserInformation ofAcceptor(
            AssociateRequest request, Acceptance.Accepted accepted, AssociationSettings settings) {
        return new UserInformation(
                settings.maxPduReceived().bytes(),
                Optional.of(Implementation.CLASS_UID),
                Implementation.VERSION_NAME,
                request.userInformation().asyncWindow().narrowedTo(settings.window()),
                accepted.roles(),
                accepted.extended(),
                List.of(),
                Optional.empty(),
                request.userInformation()
                        .userIdentity()
                        .filter(UserIdentity::responseRequested)
                        .flatMap(asked -> accepted.userIdentityResponse()),
                List.of());
    }
}
