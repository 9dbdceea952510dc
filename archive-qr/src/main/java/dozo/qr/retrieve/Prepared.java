package dozo.qr.retrieve;

import dozo.core.association.PresentationContext;
import dozo.core.dimse.DataSource;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.integrity.VerifiedObject;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance that can be sent: its stored bytes have been tested (INV-5), and converted once for trial where that is needed.
 * Closed by whoever has it.
 *
 * @param context over which it goes
 * @param data what goes
 */
record Prepared(StoredInstance instance, PresentationContext context, VerifiedObject object, OutgoingData data)
        implements DataSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Prepared.class);

    /**
     * Writes the data set, once, and frees what it took: while the peer's answer is awaited others can have the memory, and it is still
     * in the processor's caches.
     */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (this) {
            data.writeTo(out);
        }
    }

    @Override
    public void close() {
        close(object);
    }

    /** A file that cannot be closed fails nothing: all that was wanted of it was read. */
    static void close(VerifiedObject object) {
        try {
            object.close();
        } catch (IOException e) {
            LOG.warn(
                    "the file of instance {} could not be closed",
                    object.object().sopInstanceUid(),
                    e);
        }
    }
}
