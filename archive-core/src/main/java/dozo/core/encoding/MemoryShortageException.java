package dozo.core.encoding;

import java.io.IOException;

/** A data set that is not at fault, but that there is no memory to read right now: the same may succeed later. */
public final class MemoryShortageException extends IOException {

    MemoryShortageException(String message) {
        super(message);
    }
}
