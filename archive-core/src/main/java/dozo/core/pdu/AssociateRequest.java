package dozo.core.pdu;

import dozo.core.value.AeTitle;
import java.util.List;

/**
 * A-ASSOCIATE-RQ (PS3.8 section 9.3.2).
 *
 * @param protocolVersion a set of bits; bit 0 is version 1
 * @param calledText the called AE title as sent, without padding; not necessarily valid
 * @param callingText the calling AE title as sent, without padding; not necessarily valid
 * @param applicationContext the application context name as sent
 * @param contexts the presentation contexts that could be read
 * @param unreadableContextIds those whose abstract syntax is no valid UID: answered as not supported
 */
public record AssociateRequest(
        int protocolVersion,
        String calledText,
        String callingText,
        String applicationContext,
        List<ContextProposal> contexts,
        List<Integer> unreadableContextIds,
        UserInformation userInformation)
        implements Pdu {

    /** The bit of the only protocol version there is. */
    public static final int PROTOCOL_VERSION_1 = 0x0001;

    /** The DICOM application context name (PS3.7 section A.2.1). */
    public static final String DICOM_APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    public AssociateRequest {
        contexts = List.copyOf(contexts);
        unreadableContextIds = List.copyOf(unreadableContextIds);
    }

    @Override
    public PduType type() {
        return PduType.A_ASSOCIATE_RQ;
    }

    /** Whether both AE titles are valid; an acceptor rejects other requests before anybody sees them. */
    public boolean hasValidTitles() {
        return AeTitle.parse(calledText).isPresent()
                && AeTitle.parse(callingText).isPresent();
    }

    /** @throws IllegalArgumentException when the title is not valid */
    public AeTitle calledAeTitle() {
        return new AeTitle(calledText);
    }

    /** @throws IllegalArgumentException when the title is not valid */
    public AeTitle callingAeTitle() {
        return new AeTitle(callingText);
    }
}
