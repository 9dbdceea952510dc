package dozo.core.pdu;

import dozo.core.value.Uid;

/** Encodes the user information item (PS3.8 section 9.3.2.3, PS3.7 Annex D.3.3), sub-items in ascending order of type. */
final class UserInformationEncoder {

    private UserInformationEncoder() {}

    static void write(UserInformation information, FieldWriter out) {
        out.item(ItemType.MAXIMUM_LENGTH, item -> item.u32(information.maxPduLength()));
        information
                .implementationClassUid()
                .ifPresent(uid -> out.item(ItemType.IMPLEMENTATION_CLASS_UID, item -> item.text(uid.value())));
        AsyncWindow window = information.asyncWindow();
        if (!window.equals(AsyncWindow.SYNCHRONOUS)) {
            out.item(ItemType.ASYNC_WINDOW, item -> item.u16(window.invoked()).u16(window.performed()));
        }
        information.roleSelections().forEach(role -> out.item(ItemType.ROLE_SELECTION, item -> role(role, item)));
        if (!information.implementationVersionName().isEmpty()) {
            out.item(ItemType.IMPLEMENTATION_VERSION_NAME, item -> item.text(information.implementationVersionName()));
        }
        information
                .extendedNegotiations()
                .forEach(e -> out.item(ItemType.EXTENDED_NEGOTIATION, item -> extended(e, item)));
        information
                .commonExtendedNegotiations()
                .forEach(c -> out.item(ItemType.COMMON_EXTENDED_NEGOTIATION, item -> commonExtended(c, item)));
        information.userIdentity().ifPresent(u -> out.item(ItemType.USER_IDENTITY, item -> identity(u, item)));
        information
                .userIdentityResponse()
                .ifPresent(r -> out.item(ItemType.USER_IDENTITY_RESPONSE, item -> item.counted(r.value())));
        information
                .unknownItems()
                .forEach(u -> out.item(u.type(), item -> item.bytes(u.value().toByteArray())));
    }

    private static void role(RoleSelection role, FieldWriter item) {
        item.counted(role.sopClass().value()).u8(role.scu() ? 1 : 0).u8(role.scp() ? 1 : 0);
    }

    private static void extended(ExtendedNegotiation extended, FieldWriter item) {
        item.counted(extended.sopClass().value()).bytes(extended.information().toByteArray());
    }

    private static void commonExtended(CommonExtendedNegotiation common, FieldWriter item) {
        item.counted(common.sopClass().value()).counted(common.serviceClass().value());
        FieldWriter related = new FieldWriter();
        for (Uid uid : common.relatedGeneralClasses()) {
            related.counted(uid.value());
        }
        item.counted(Octets.of(related.toByteArray()));
    }

    private static void identity(UserIdentity identity, FieldWriter item) {
        item.u8(identity.type()).u8(identity.responseRequested() ? 1 : 0);
        item.counted(identity.primary()).counted(identity.secondary());
    }
}
