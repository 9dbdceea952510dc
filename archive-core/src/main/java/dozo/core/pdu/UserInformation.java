package dozo.core.pdu;

import dozo.core.value.Uid;
import java.util.List;
import java.util.Optional;

/**
 * The user information item of A-ASSOCIATE-RQ and -AC (PS3.8 section 9.3.2.3, PS3.7 Annex D.3).
 *
 * @param maxPduLength what its sender can receive: the longest P-DATA-TF variable field in bytes; 0 for no limit
 * @param implementationClassUid required by the standard, yet missing from some devices' requests
 * @param implementationVersionName up to 16 characters; empty when not given
 * @param userIdentityResponse the server's answer to a user identity; only in A-ASSOCIATE-AC
 */
public record UserInformation(
        long maxPduLength,
        Optional<Uid> implementationClassUid,
        String implementationVersionName,
        AsyncWindow asyncWindow,
        List<RoleSelection> roleSelections,
        List<ExtendedNegotiation> extendedNegotiations,
        List<CommonExtendedNegotiation> commonExtendedNegotiations,
        Optional<UserIdentity> userIdentity,
        Optional<UserIdentityResponse> userIdentityResponse,
        List<UnknownItem> unknownItems) {

    public UserInformation {
        roleSelections = List.copyOf(roleSelections);
        extendedNegotiations = List.copyOf(extendedNegotiations);
        commonExtendedNegotiations = List.copyOf(commonExtendedNegotiations);
        unknownItems = List.copyOf(unknownItems);
    }

    /** The role selection for this SOP class, if any. */
    public Optional<RoleSelection> roleSelection(Uid sopClass) {
        return roleSelections.stream()
                .filter(r -> r.sopClass().equals(sopClass))
                .findFirst();
    }

    /** The extended negotiation for this SOP class, if any. */
    public Optional<ExtendedNegotiation> extendedNegotiation(Uid sopClass) {
        return extendedNegotiations.stream()
                .filter(e -> e.sopClass().equals(sopClass))
                .findFirst();
    }
}
