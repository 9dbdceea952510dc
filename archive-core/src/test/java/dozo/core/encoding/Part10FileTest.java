package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Part10FileTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int META_START = 128 + 4;

    private final Uid uid = Instances.newUid();
    private final Instances instance = Instances.ct().sopInstance(uid);

    @ParameterizedTest
    @MethodSource("dozo.core.encoding.DatasetTranscoderTest#nativeSyntaxes")
    void readsWhatAFileSaysAndItsDataSetByteForByte(TransferSyntax syntax) throws IOException {
        try (Part10File file = open(instance.file(syntax))) {
            assertEquals(Optional.of(new FileMeta(Instances.CT, uid, syntax)), file.meta());
            assertTrue(file.isSyntaxDeclared());
            assertEquals(new FileMeta(Instances.CT, uid, syntax).encode().length, file.dataSetOffset());
            assertArrayEquals(instance.encode(syntax), file.dataSet().readAllBytes());
        }
    }

    @Test
    void doesWithoutPreambleAndWithoutMeta() throws IOException {
        byte[] whole = instance.file(EXPLICIT);
        byte[] withoutPreamble = Arrays.copyOfRange(whole, META_START, whole.length);
        try (Part10File file = open(withoutPreamble)) {
            assertEquals(uid, file.meta().orElseThrow().sopInstance());
        }
        for (TransferSyntax syntax : new TransferSyntax[] {
            EXPLICIT, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN
        }) {
            try (Part10File file = open(instance.encode(syntax))) {
                assertEquals(syntax, file.syntax());
                assertFalse(file.isSyntaxDeclared());
                assertEquals(Optional.empty(), file.meta());
                assertArrayEquals(instance.encode(syntax), file.dataSet().readAllBytes());
            }
        }
    }

    @Test
    void believesTheTagsAndNotTheGroupLength() throws IOException {
        for (int wrong : new int[] {0, 8, 10_000, -1}) {
            byte[] file = instance.file(EXPLICIT);
            for (int i = 0; i < 4; i++) {
                file[META_START + 8 + i] = (byte) (wrong >>> 8 * i);
            }
            try (Part10File part10 = open(file)) {
                assertArrayEquals(instance.encode(EXPLICIT), part10.dataSet().readAllBytes(), "length " + wrong);
            }
        }
    }

    @Test
    void readsMetaInformationInImplicitVr() throws IOException {
        Attributes meta = new Attributes().put(Tag.TransferSyntaxUID, EXPLICIT.uid());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes(new byte[] {'D', 'I', 'C', 'M'});
        file.writeBytes(DatasetWriter.toBytes(meta, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        file.writeBytes(instance.encode(EXPLICIT));
        try (Part10File part10 = open(file.toByteArray())) {
            assertTrue(part10.isSyntaxDeclared());
            assertEquals(EXPLICIT, part10.syntax());
            assertEquals(
                    Optional.of(uid.value()),
                    part10.reader(DecodingLimits.STANDARD).readAll().string(Tag.SOPInstanceUID));
        }
    }

    @Test
    void closesItsStreamAlsoWhenItCannotBeRead() {
        byte[] cut = Arrays.copyOf(instance.file(EXPLICIT), META_START + 20);
        AtomicBoolean closed = new AtomicBoolean();
        assertThrows(
                DecodingException.class,
                () -> Part10File.open(new ByteArrayInputStream(cut) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                }));
        assertTrue(closed.get());
    }

    private static Part10File open(byte[] file) throws IOException {
        return Part10File.open(new ByteArrayInputStream(file));
    }
}
