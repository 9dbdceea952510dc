package dozo.core.encoding;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An output stream that can take bytes from where they are, also from outside the heap, without a block of the writer's between. */
public interface BufferOutput {

    /** Writes all that remains of {@code source}, which is the caller's again afterwards, at its limit. */
    void write(ByteBuffer source) throws IOException;
}
