package dozo.core.association;

import java.io.IOException;

/** The association has ended, so that nothing can be read from or written to it any more. */
public final class AssociationLostException extends IOException {

    public AssociationLostException(String message) {
        super(message);
    }

    public AssociationLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
