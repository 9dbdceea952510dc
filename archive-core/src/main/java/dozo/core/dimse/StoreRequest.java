package dozo.core.dimse;

import dozo.core.value.Uid;
import java.util.Optional;

/** What a C-STORE request says beside its data set (PS3.7 section 9.3.1.1). */
public record StoreRequest(Uid sopClass, Uid sopInstance, Priority priority, Optional<MoveOriginator> moveOriginator) {

    /** At medium priority, not caused by a C-MOVE. */
    public static StoreRequest of(Uid sopClass, Uid sopInstance) {
        return new StoreRequest(sopClass, sopInstance, Priority.MEDIUM, Optional.empty());
    }

    /** The same, caused by this C-MOVE. */
    public StoreRequest causedBy(MoveOriginator originator) {
        return new StoreRequest(sopClass, sopInstance, priority, Optional.of(originator));
    }
}
