package dozo.qr.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTest {

    @TempDir
    Path directory;

    private PreparedObject object;

    @BeforeEach
    void openAnObject() throws Exception {
        object = PreparedObject.in(directory);
    }

    @AfterEach
    void closeStore() throws Exception {
        object.close();
    }

    @Test
    void holdsNothingAnyMoreWhenItIsWrittenThoughNotConfirmedYet() throws Exception {
        byte[] expected = object.object().dataSet().readAllBytes();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        object.prepared().writeTo(written);
        assertArrayEquals(expected, written.toByteArray());
        object.assertClosed();
    }

    @Test
    void holdsNothingAnyMoreWhenItCouldNotBeWritten() {
        OutputStream lost = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the peer is gone");
            }
        };
        assertThrows(IOException.class, () -> object.prepared().writeTo(lost));
        object.assertClosed();
    }
}
