package dozo.core.encoding;

import java.io.IOException;
import java.io.OutputStream;

/** An input stream whose bytes can be moved on from where they are, without a block of the reader's between. */
public interface MovableInput {

    /**
     * Moves up to {@code count} bytes, at least one, to {@code target}; counts as reading them.
     *
     * @return how many; 0 when {@code count} is, -1 at the end
     * @throws IOException when this stream fails, or {@code target}: what was to be moved to it is lost then
     */
    long moveTo(OutputStream target, long count) throws IOException;
}
