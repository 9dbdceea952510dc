package dozo.core.association;

import java.io.InputStream;

/**
 * The message that an association is receiving: one command set, then at most one data set (PS3.8 Annex E). The streams read
 * straight from the PDUs as they arrive. Used on the reader thread only, and only until {@link MessageHandler#onMessage} returns.
 */
public interface MessageInput {

    /** The presentation context of the message. */
    PresentationContext context();

    /** The bytes of the command set. */
    InputStream command();

    /** The bytes of the data set, which must follow in the same presentation context; call only when the command set says so. */
    InputStream dataSet();
}
