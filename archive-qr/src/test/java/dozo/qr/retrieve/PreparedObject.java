package dozo.qr.retrieve;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.association.PresentationContext;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.VerifiedObject;
import dozo.storage.testing.JournaledStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A stored CT image that was opened and prepared, in a store of its own. Closed by the test. */
record PreparedObject(JournaledStore files, StoredInstance stored, VerifiedObject object, Prepared prepared)
        implements AutoCloseable {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    static PreparedObject in(Path directory) throws Exception {
        JournaledStore files = JournaledStore.mirrored(directory);
        StoredInstance stored = JournaledStore.instance(files.put(Instances.ct().build()));
        VerifiedObject object = new ObjectSource(files.store()).open(stored);
        return new PreparedObject(files, stored, object, prepare(stored, object));
    }

    /** As it is stored, for a context of its own. */
    static Prepared prepare(StoredInstance stored, VerifiedObject object) throws IOException, UnfitInstance {
        return new Prepared(
                stored,
                new PresentationContext(1, Instances.CT, EXPLICIT, true, false),
                object,
                OutgoingData.prepare(object, Optional.empty(), EXPLICIT));
    }

    void assertClosed() {
        assertThrows(IOException.class, () -> object.dataSet().read());
    }

    @Override
    public void close() throws Exception {
        object.close();
        files.close();
    }
}
