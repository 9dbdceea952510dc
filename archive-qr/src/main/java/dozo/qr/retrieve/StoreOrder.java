package dozo.qr.retrieve;

import dozo.core.dimse.MoveOriginator;
import dozo.core.dimse.Priority;
import dozo.core.dimse.StoreRequest;
import dozo.core.value.Uid;
import java.util.Optional;

/**
 * What all C-STORE sub-operations of one retrieval have in common (PS3.4 sections C.4.2.2 and C.4.3.2).
 *
 * @param originator of the C-MOVE; empty for a C-GET
 */
record StoreOrder(Priority priority, Optional<MoveOriginator> originator) {

    StoreRequest request(Uid sopClass, Uid sopInstance) {
        return new StoreRequest(sopClass, sopInstance, priority, originator);
    }
}
