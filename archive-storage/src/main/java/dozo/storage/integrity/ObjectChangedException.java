package dozo.storage.integrity;

import dozo.core.value.Uid;
import java.io.IOException;

/**
 * The bytes of a stored object, tested a moment ago, are others now that they are read again. Thrown before the last of
 * them is handed out, so that no receiver can take the object for complete (INV-5).
 */
public final class ObjectChangedException extends IOException {

    ObjectChangedException(Uid sopInstanceUid) {
        super("the stored bytes of instance " + sopInstanceUid + " changed while they were read");
    }
}
