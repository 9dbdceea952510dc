package dozo.qr.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.association.PresentationContext;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.integrity.ObjectSource;
import dozo.storage.integrity.VerifiedObject;
import dozo.storage.testing.JournaledStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path directory;

    private JournaledStore files;
    private VerifiedObject object;
    private Prepared prepared;

    @BeforeEach
    void openAnObject() throws Exception {
        files = JournaledStore.mirrored(directory);
        StoredInstance stored = JournaledStore.instance(files.put(Instances.ct().build()));
        object = new ObjectSource(files.store()).open(stored);
        prepared = new Prepared(
                stored,
                new PresentationContext(1, Instances.CT, EXPLICIT, true, false),
                object,
                OutgoingData.prepare(object, Optional.empty(), EXPLICIT));
    }

    @AfterEach
    void closeStore() throws Exception {
        object.close();
        files.close();
    }

    @Test
    void holdsNothingAnyMoreWhenItIsWrittenThoughNotConfirmedYet() throws Exception {
        byte[] expected = object.dataSet().readAllBytes();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        prepared.writeTo(written);
        assertArrayEquals(expected, written.toByteArray());
        assertClosed();
    }

    @Test
    void holdsNothingAnyMoreWhenItCouldNotBeWritten() {
        OutputStream lost = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the peer is gone");
            }
        };
        assertThrows(IOException.class, () -> prepared.writeTo(lost));
        assertClosed();
    }

    private void assertClosed() {
        assertThrows(IOException.class, () -> object.dataSet().read());
    }
}
