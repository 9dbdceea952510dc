package dozo.core.pdu;

import dozo.core.value.Uid;
import java.util.List;

/** SOP class common extended negotiation, sent by requestors only (PS3.7 section D.3.3.6). */
public record CommonExtendedNegotiation(Uid sopClass, Uid serviceClass, List<Uid> relatedGeneralClasses) {

    public CommonExtendedNegotiation {
        relatedGeneralClasses = List.copyOf(relatedGeneralClasses);
    }
}
