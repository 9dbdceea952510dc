package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FileMetaTest {

    private final FileMeta meta =
            new FileMeta(Instances.CT, new Uid("1.2.3.4"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

    @Test
    void encodesTheSameThreeValuesToTheSameBytes() {
        FileMeta same = new FileMeta(Instances.CT, new Uid("1.2.3.4"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertArrayEquals(meta.encode(), same.encode());
    }

    @Test
    void leavesTheStreamAtTheFirstByteOfTheDataSet() throws IOException {
        byte[] encoded = meta.encode();
        byte[] file = Arrays.copyOf(encoded, encoded.length + 3);
        ByteArrayInputStream in = new ByteArrayInputStream(file);
        assertEquals(meta, FileMeta.read(in));
        assertEquals(3, in.available());
    }

    @Test
    void refusesAFileThatEndsAnywhereInItsMetaInformation() {
        byte[] encoded = meta.encode();
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThrows(DecodingException.class, () -> FileMeta.read(new ByteArrayInputStream(cut)));
        }
    }
}
