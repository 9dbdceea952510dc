package dozo.storage.integrity;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object file that passed its digest test, to be read from the beginning as often as wanted. */
interface TestedBytes extends Closeable {

    /**
     * A stream from the first byte; it ends the one given before. It throws {@link ObjectChangedException} in place of the
     * last bytes when what it read is not what was tested.
     */
    InputStream rewind() throws IOException;
}
