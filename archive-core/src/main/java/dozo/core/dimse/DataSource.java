package dozo.core.dimse;

import java.io.IOException;
import java.io.OutputStream;

/** A data set that can be written, encoded in the presentation context's transfer syntax, without being held in memory. */
@FunctionalInterface
public interface DataSource {

    /**
     * Writes the whole data set; {@code out} needs no buffering, and is not to be closed.
     *
     * @throws IOException when the source cannot be read (the association is then aborted, since half a message was sent), or as
     *     {@code out} threw it
     */
    void writeTo(OutputStream out) throws IOException;
}
