package dozo.core.pdu;

import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the user information item (PS3.8 section 9.3.2.3, PS3.7 Annex D.3.3). Sub-items that name an invalid UID are
 * ignored: they could not match any context. For one PDU.
 */
final class UserInformationDecoder {

    private final int maxItems;
    private final List<RoleSelection> roles = new ArrayList<>();
    private final List<ExtendedNegotiation> extended = new ArrayList<>();
    private final List<CommonExtendedNegotiation> commonExtended = new ArrayList<>();
    private final List<UnknownItem> unknown = new ArrayList<>();
    private long maxPduLength = PduLimits.UNSTATED_PEER_LENGTH;
    private Optional<Uid> implementationClassUid = Optional.empty();
    private String implementationVersionName = "";
    private AsyncWindow window = AsyncWindow.SYNCHRONOUS;
    private Optional<UserIdentity> identity = Optional.empty();
    private Optional<UserIdentityResponse> identityResponse = Optional.empty();
    private int items;

    UserInformationDecoder(PduLimits limits) {
        this.maxItems = limits.userItems();
    }

    void items(FieldReader body) throws PduException {
        while (body.remaining() > 0) {
            if (++items > maxItems) {
                throw new PduException(AbortReason.NOT_SPECIFIED, "more than " + maxItems + " user information items");
            }
            int type = body.u8();
            body.skip(1);
            item(type, body.part(body.u16()));
        }
    }

    UserInformation result() {
        return new UserInformation(
                maxPduLength,
                implementationClassUid,
                implementationVersionName,
                window,
                roles,
                extended,
                commonExtended,
                identity,
                identityResponse,
                unknown);
    }

    private void item(int type, FieldReader item) throws PduException {
        switch (type) {
            case ItemType.MAXIMUM_LENGTH -> maxPduLength = item.u32();
            case ItemType.IMPLEMENTATION_CLASS_UID -> implementationClassUid = item.uid(item.remaining());
            case ItemType.ASYNC_WINDOW -> window = new AsyncWindow(item.u16(), item.u16());
            case ItemType.ROLE_SELECTION -> role(item);
            case ItemType.IMPLEMENTATION_VERSION_NAME -> implementationVersionName = item.text(item.remaining());
            case ItemType.EXTENDED_NEGOTIATION -> extended(item);
            case ItemType.COMMON_EXTENDED_NEGOTIATION -> commonExtended(item);
            case ItemType.USER_IDENTITY -> identity = Optional.of(identity(item));
            case ItemType.USER_IDENTITY_RESPONSE ->
                identityResponse = Optional.of(new UserIdentityResponse(item.octets(item.u16())));
            default -> unknown.add(new UnknownItem(type, item.octets(item.remaining())));
        }
    }

    private void role(FieldReader item) throws PduException {
        Optional<Uid> sopClass = item.uid(item.u16());
        boolean scu = item.u8() == 1;
        boolean scp = item.u8() == 1;
        sopClass.ifPresent(uid -> roles.add(new RoleSelection(uid, scu, scp)));
    }

    private void extended(FieldReader item) throws PduException {
        Optional<Uid> sopClass = item.uid(item.u16());
        Octets information = item.octets(item.remaining());
        sopClass.ifPresent(uid -> extended.add(new ExtendedNegotiation(uid, information)));
    }

    private void commonExtended(FieldReader item) throws PduException {
        Optional<Uid> sopClass = item.uid(item.u16());
        Optional<Uid> serviceClass = item.uid(item.u16());
        // Older requestors end here; what comes after the related classes is reserved.
        FieldReader related = item.part(item.remaining() >= 2 ? item.u16() : 0);
        List<Uid> relatedClasses = new ArrayList<>();
        while (related.remaining() > 0) {
            related.uid(related.u16()).ifPresent(relatedClasses::add);
        }
        if (sopClass.isPresent() && serviceClass.isPresent()) {
            commonExtended.add(new CommonExtendedNegotiation(sopClass.get(), serviceClass.get(), relatedClasses));
        }
    }

    private static UserIdentity identity(FieldReader item) throws PduException {
        int type = item.u8();
        boolean responseRequested = item.u8() == 1;
        Octets primary = item.octets(item.u16());
        Octets secondary = item.remaining() >= 2 ? item.octets(item.u16()) : Octets.EMPTY;
        return new UserIdentity(type, responseRequested, primary, secondary);
    }
}
