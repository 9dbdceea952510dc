package dozo.core.testing;

import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.CommonExtendedNegotiation;
import dozo.core.pdu.ExtendedNegotiation;
import dozo.core.pdu.RoleSelection;
import dozo.core.pdu.UnknownItem;
import dozo.core.pdu.UserIdentity;
import dozo.core.pdu.UserIdentityResponse;
import dozo.core.pdu.UserInformation;
import dozo.core.value.Uid;
import java.util.List;
import java.util.Optional;

/** The user information of a peer: a maximum length, and of all other items only those that are given. Not thread-safe. */
public final class PeerInformation {

    private final long maxPduLength;
    private Optional<Uid> implementation = Optional.empty();
    private String version = "";
    private AsyncWindow window = AsyncWindow.SYNCHRONOUS;
    private List<RoleSelection> roles = List.of();
    private List<ExtendedNegotiation> extended = List.of();
    private List<CommonExtendedNegotiation> commonExtended = List.of();
    private Optional<UserIdentity> identity = Optional.empty();
    private Optional<UserIdentityResponse> identityResponse = Optional.empty();
    private List<UnknownItem> unknown = List.of();

    private PeerInformation(long maxPduLength) {
        this.maxPduLength = maxPduLength;
    }

    /** Of a peer that takes P-DATA-TF variable fields of so many bytes; 0 for no limit. */
    public static PeerInformation maxPdu(long bytes) {
        return new PeerInformation(bytes);
    }

    public PeerInformation implementation(String classUid, String versionName) {
        implementation = Optional.of(new Uid(classUid));
        version = versionName;
        return this;
    }

    public PeerInformation window(AsyncWindow offered) {
        window = offered;
        return this;
    }

    public PeerInformation roles(List<RoleSelection> selections) {
        roles = selections;
        return this;
    }

    public PeerInformation extended(List<ExtendedNegotiation> negotiations) {
        extended = negotiations;
        return this;
    }

    public PeerInformation commonExtended(CommonExtendedNegotiation negotiation) {
        commonExtended = List.of(negotiation);
        return this;
    }

    public PeerInformation identity(UserIdentity given) {
        identity = Optional.of(given);
        return this;
    }

    public PeerInformation identityResponse(UserIdentityResponse answer) {
        identityResponse = Optional.of(answer);
        return this;
    }

    public PeerInformation unknown(List<UnknownItem> items) {
        unknown = items;
        return this;
    }

    public UserInformation build() {
        return new UserInformation(
                maxPduLength,
                implementation,
                version,
                window,
                roles,
                extended,
                commonExtended,
                identity,
                identityResponse,
                unknown);
    }
}
