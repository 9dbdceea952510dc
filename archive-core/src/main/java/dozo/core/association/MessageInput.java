package dozo.core.association;

import java.io.IOException;
import java.io.InputStream;

/** The message that an association is receiving: one command set, then at most one data set. Used on the reader thread only. */
public interface MessageInput {

    /** The presentation context of the fragment at hand. */
    PresentationContext context();

    /** The bytes of the command set. */
    InputStream command() throws IOException;

    /** The bytes of the data set that follows the command set in the same presentation context. */
    InputStream dataSet() throws IOException;
}
