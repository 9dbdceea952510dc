package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.testing.DatasetDump;
import dozo.core.testing.Instances;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetReaderTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @ParameterizedTest
    @MethodSource("dozo.core.encoding.DatasetTranscoderTest#nativeSyntaxes")
    void stopsAtATagAndHandsOverTheRestAsAStream(TransferSyntax syntax) throws IOException {
        Attributes instance = Instances.ct().pixels(200, 300, 16).build();
        byte[] encoded = DatasetWriter.toBytes(instance, syntax);
        try (DatasetReader reader =
                new DatasetReader(new ByteArrayInputStream(encoded), syntax, DecodingLimits.STANDARD)) {
            Attributes header = reader.readUntil(Tag.PixelData);
            assertFalse(header.contains(Tag.PixelData));
            assertEquals(instance.size() - 1, header.size());
            int headerBytes = syntax.explicitVr() ? 12 : 8;
            assertEquals(headerBytes + 200 * 300 * 2, reader.remaining().readAllBytes().length);
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Attributes instance = Instances.ct().build();
        DatasetReader reader = new DatasetReader(
                new ByteArrayInputStream(DatasetWriter.toBytes(instance, EXPLICIT)), EXPLICIT, DecodingLimits.STANDARD);
        Attributes all = new Attributes();
        for (int stop : new int[] {Tag.PatientName, Tag.PatientName, Tag.Rows, Tag.PixelData}) {
            reader.readUntil(stop).elements().forEach(all::put);
        }
        assertFalse(all.contains(Tag.PixelData));
        reader.readAll().elements().forEach(all::put);
        assertEquals(DatasetDump.of(instance), DatasetDump.of(all));
    }

    @Test
    void passesElementsWithoutKeepingThem() throws IOException {
        DatasetReader reader = new DatasetReader(
                new ByteArrayInputStream(Instances.ct().encode(EXPLICIT)),
                EXPLICIT,
                new DecodingLimits(0, 100, 3, 100));
        reader.passUntil(Tag.BitsStored);
        assertEquals(1, reader.readUntil(Tag.HighBit).size());
        reader.passAll();
        assertEquals(-1, reader.remaining().read());
    }

    /** As a socket does: a byte at a time. */
    @ParameterizedTest
    @MethodSource("dozo.core.encoding.DatasetTranscoderTest#nativeSyntaxes")
    void needsNoMoreThanOneByteAtATime(TransferSyntax syntax) throws IOException {
        Attributes instance = Instances.ct().build();
        InputStream dripping = new ByteArrayInputStream(DatasetWriter.toBytes(instance, syntax)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
        assertEquals(
                instance.size(),
                new DatasetReader(dripping, syntax, DecodingLimits.STANDARD)
                        .readAll()
                        .size());
    }

    @Test
    void leavesOutOfMemoryWhatIsLongerThanTheLimit() throws IOException {
        Attributes instance = Instances.ct().pixels(100, 100, 16).build();
        DecodingLimits limits = DecodingLimits.STANDARD.withMaxElementBytes(1000);
        Attributes read = DatasetReader.read(DatasetWriter.toBytes(instance, EXPLICIT), EXPLICIT, limits);
        assertEquals(
                new Element.Skipped(Tag.PixelData, Vr.OW, 20000),
                read.element(Tag.PixelData).orElseThrow());
        Attributes fragmented =
                Instances.ct().fragments(new byte[600], new byte[600]).build();
        Attributes skipped = DatasetReader.read(DatasetWriter.toBytes(fragmented, EXPLICIT), EXPLICIT, limits);
        assertEquals(
                new Element.Skipped(Tag.PixelData, Vr.OB, -1),
                skipped.element(Tag.PixelData).orElseThrow());
    }

    @Test
    void keepsFragmentsAsTheyAre() throws IOException {
        byte[][] fragments = {new byte[] {1, 2}, new byte[0], new byte[] {3, 4, 5, 6}};
        byte[] encoded = Instances.ct().fragments(fragments).encode(EXPLICIT);
        Attributes read = DatasetReader.read(encoded, EXPLICIT, DecodingLimits.STANDARD);
        List<byte[]> kept = assertInstanceOf(
                        Element.Fragments.class, read.element(Tag.PixelData).orElseThrow())
                .fragments();
        assertEquals(0, kept.get(0).length);
        assertTrue(Arrays.deepEquals(fragments, kept.subList(1, kept.size()).toArray(new byte[0][])));
        assertArrayEquals(encoded, DatasetWriter.toBytes(read, EXPLICIT));
    }
}
