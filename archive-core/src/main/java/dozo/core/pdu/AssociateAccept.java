package dozo.core.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-AC (PS3.8 section 9.3.3). The AE titles repeat those of the request and are not tested on receipt.
 */
public record AssociateAccept(
        int protocolVersion,
        String calledText,
        String callingText,
        String applicationContext,
        List<ContextResult> contexts,
        UserInformation userInformation)
        implements Pdu {

    public AssociateAccept {
        contexts = List.copyOf(contexts);
    }

    @Override
    public PduType type() {
        return PduType.A_ASSOCIATE_AC;
    }
}
