package dozo.qr.transcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import dozo.core.value.Uid;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranscodingsTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax RLE = TransferSyntax.of(new Uid("1.2.840.10008.1.2.5"));
    private static final TransferSyntax JPEG_BASELINE = TransferSyntax.of(new Uid("1.2.840.10008.1.2.4.50"));
    private static final TransferSyntax JPEG_2000 = TransferSyntax.of(new Uid("1.2.840.10008.1.2.4.90"));

    /** One frame of 16 x 16 bytes, each row one replicate run of its number. */
    private static byte[] rleFrame() {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {1, 0, 0, 0, 64, 0, 0, 0});
        frame.writeBytes(new byte[56]);
        for (int row = 0; row < 16; row++) {
            frame.writeBytes(new byte[] {-15, (byte) row});
        }
        return frame.toByteArray();
    }

    /** A frame of 16 x 16 grey pixels of one value. */
    private static byte[] jpeg(int grey) throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        int[] pixels = new int[256];
        Arrays.fill(pixels, grey);
        image.getRaster().setPixels(0, 0, 16, 16, pixels);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "jpeg", stream));
        stream.write(0); // an even length, whatever it was
        return Arrays.copyOf(stream.toByteArray(), stream.size() & ~1);
    }

    @Test
    void decompressesRleAndKeepsEveryOtherElement() throws IOException {
        Attributes source = Instances.secondaryCapture().fragments(rleFrame()).build();
        Attributes copy = copy(source, RLE, EXPLICIT, new Attributes());
        byte[] pixels = copy.bytes(Tag.PixelData).orElseThrow();
        assertEquals(256, pixels.length);
        assertEquals(15, pixels[255]);
        assertEquals(Vr.OB, copy.element(Tag.PixelData).orElseThrow().vr());
        source.elements().stream()
                .filter(element -> element.tag() != Tag.PixelData)
                .forEach(element -> assertArrayEquals(
                        source.bytes(element.tag()).orElseThrow(),
                        copy.bytes(element.tag()).orElseThrow()));
    }

    /** Native colour needs it (PS3.3 section C.7.6.3.1.3), though some devices leave it out of what they compress. */
    @Test
    void tellsHowColoursLieWhereTheSourceDoesNot() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {3, 0, 0, 0, 64, 0, 0, 0, 96, 0, 0, 0, (byte) 128, 0, 0, 0});
        frame.writeBytes(new byte[48]);
        for (int plane = 1; plane <= 3; plane++) {
            for (int row = 0; row < 16; row++) {
                frame.writeBytes(new byte[] {-15, (byte) (plane * 16)});
            }
        }
        Attributes source = Instances.secondaryCapture()
                .fragments(frame.toByteArray())
                .with(number(Tag.SamplesPerPixel, 3))
                .with(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                .without(Tag.PlanarConfiguration)
                .build();
        Attributes copy = copy(source, RLE, EXPLICIT, new Attributes());
        assertEquals(OptionalInt.of(0), copy.integer(Tag.PlanarConfiguration));
        byte[] firstPixels = Arrays.copyOf(copy.bytes(Tag.PixelData).orElseThrow(), 6);
        assertArrayEquals(new byte[] {16, 32, 48, 16, 32, 48}, firstPixels);
    }

    @Test
    void replacesAttributesOfTheDataSetWhileDecompressing() throws IOException {
        Attributes source = Instances.secondaryCapture().fragments(rleFrame()).build();
        Attributes corrected = new Attributes().put(Tag.PatientID, Vr.LO, "CORRECTED");
        Attributes copy = copy(source, RLE, IMPLICIT, corrected);
        assertEquals("CORRECTED", copy.string(Tag.PatientID).orElseThrow());
        assertEquals(256, copy.bytes(Tag.PixelData).orElseThrow().length);
    }

    @Test
    void leavesOutWhatDescribesFragments() throws IOException {
        Attributes source = Instances.secondaryCapture()
                .fragments(rleFrame())
                .with(new Element.Bytes(Tag.ExtendedOffsetTable, Vr.OV, new byte[8]))
                .with(new Element.Bytes(Tag.ExtendedOffsetTableLengths, Vr.OV, new byte[8]))
                .build();
        Attributes copy = copy(source, RLE, EXPLICIT, new Attributes());
        assertFalse(copy.contains(Tag.ExtendedOffsetTable));
        assertFalse(copy.contains(Tag.ExtendedOffsetTableLengths));
    }

    @Test
    void copiesAReportFiledUnderACompressedSyntaxAsItIs() throws IOException {
        Attributes report = Instances.ct()
                .without(Tag.Rows)
                .without(Tag.Columns)
                .without(Tag.BitsAllocated)
                .without(Tag.PixelData)
                .build();
        assertEquals(
                report.size(),
                copy(report, JPEG_2000, IMPLICIT, new Attributes()).size());
    }

    @Test
    void refusesPixelsThatTheAttributesDescribeInPart() {
        for (int tag : List.of(Tag.Rows, Tag.Columns, Tag.BitsAllocated)) {
            Attributes header = Instances.secondaryCapture().without(tag).build();
            assertInstanceOf(Transcoding.Impossible.class, Transcodings.plan(header, RLE, EXPLICIT, new Attributes()));
        }
    }

    @Test
    void refusesSyntaxesWithoutADecoder() {
        Attributes header = Instances.ct().build();
        Transcoding plan = Transcodings.plan(header, JPEG_2000, EXPLICIT, new Attributes());
        assertInstanceOf(Transcoding.Impossible.class, plan);
        assertFalse(Transcodings.isConceivable(JPEG_2000, EXPLICIT));
    }

    @Test
    void refusesToCompress() {
        assertInstanceOf(
                Transcoding.Impossible.class,
                Transcodings.plan(Instances.ct().build(), EXPLICIT, RLE, new Attributes()));
        assertFalse(Transcodings.isConceivable(EXPLICIT, RLE));
    }

    @Test
    void keepsACompressedInstanceAsItIsInItsOwnSyntax() throws IOException {
        Attributes source = Instances.secondaryCapture().fragments(rleFrame()).build();
        assertTrue(Transcodings.isConceivable(JPEG_2000, JPEG_2000));
        Attributes copy = copy(source, JPEG_2000, JPEG_2000, new Attributes());
        Element.Fragments fragments = assertInstanceOf(
                Element.Fragments.class, copy.element(Tag.PixelData).orElseThrow());
        assertArrayEquals(rleFrame(), fragments.fragments().get(1));
    }

    @Test
    void refusesCompressedIconsWhichTheNativeSyntaxCannotHold() {
        Attributes icon = Instances.secondaryCapture().fragments(rleFrame()).build();
        Attributes header = Instances.secondaryCapture().build().putItems(0x00880200, List.of(icon));
        assertInstanceOf(Transcoding.Impossible.class, Transcodings.plan(header, RLE, EXPLICIT, new Attributes()));
        Attributes around = Instances.secondaryCapture()
                .build()
                .putItems(Tag.ReferencedSOPSequence, List.of(new Attributes().putItems(0x00880200, List.of(icon))));
        assertInstanceOf(Transcoding.Impossible.class, Transcodings.plan(around, RLE, EXPLICIT, new Attributes()));
    }

    /** 17 frames of 256 MiB: a length is 32 bits long (PS3.5 section 7.1.2). */
    @Test
    void refusesPixelsThatDoNotFitIntoOneValue() {
        Attributes header = Instances.secondaryCapture()
                .with(number(Tag.Rows, 16384))
                .with(number(Tag.Columns, 16384))
                .with(Tag.NumberOfFrames, Vr.IS, "17")
                .build();
        assertInstanceOf(Transcoding.Impossible.class, Transcodings.plan(header, RLE, EXPLICIT, new Attributes()));
        header.put(Tag.NumberOfFrames, Vr.IS, "15");
        assertInstanceOf(Transcoding.Possible.class, Transcodings.plan(header, RLE, EXPLICIT, new Attributes()));
    }

    @Test
    void refusesFramesTooLargeForMemory() {
        Attributes header = Instances.secondaryCapture()
                .with(number(Tag.Rows, 65535))
                .with(number(Tag.Columns, 65535))
                .build();
        assertInstanceOf(Transcoding.Impossible.class, Transcodings.plan(header, RLE, EXPLICIT, new Attributes()));
    }

    @Test
    void putsFramesTogetherFromTheirFragments() throws IOException {
        byte[] first = jpeg(40);
        byte[] second = jpeg(200);
        Attributes source = Instances.secondaryCapture()
                .fragments(
                        Arrays.copyOf(first, 100),
                        Arrays.copyOfRange(first, 100, first.length),
                        Arrays.copyOf(second, 32),
                        Arrays.copyOfRange(second, 32, 76),
                        Arrays.copyOfRange(second, 76, second.length))
                .with(Tag.NumberOfFrames, Vr.IS, "2")
                .build();
        byte[] pixels = copy(source, JPEG_BASELINE, EXPLICIT, new Attributes())
                .bytes(Tag.PixelData)
                .orElseThrow();
        assertEquals(2 * 256, pixels.length);
        assertEquals(40, pixels[0] & 0xFF, 2);
        assertEquals(200, pixels[256] & 0xFF, 2);
    }

    @Test
    void refusesBitsWhoseFramesDoNotFillWholeBytes() {
        Attributes header = Instances.secondaryCapture()
                .with(number(Tag.BitsAllocated, 1))
                .with(number(Tag.Columns, 15))
                .with(number(Tag.Rows, 15))
                .with(Tag.NumberOfFrames, Vr.IS, "2")
                .build();
        assertInstanceOf(Transcoding.Impossible.class, Transcodings.plan(header, RLE, EXPLICIT, new Attributes()));
    }

    @Test
    void stopsGatheringAFrameFarLargerThanItsPixels() {
        byte[][] fragments = new byte[100][1 << 19];
        Attributes source = Instances.secondaryCapture().fragments(fragments).build();
        DecodingException thrown =
                assertThrows(DecodingException.class, () -> copy(source, RLE, EXPLICIT, new Attributes()));
        assertEquals(DecodingException.Reason.LIMIT_EXCEEDED, thrown.reason());
    }

    @Test
    void failsWhenFramesAreMissing() {
        Attributes source = Instances.secondaryCapture()
                .fragments(rleFrame())
                .with(Tag.NumberOfFrames, Vr.IS, "2")
                .build();
        assertThrows(DecodingException.class, () -> copy(source, RLE, EXPLICIT, new Attributes()));
    }

    @Test
    void failsWhenPixelDataIsNativeAgainstItsSyntax() {
        Attributes source = Instances.secondaryCapture().build();
        assertThrows(DecodingException.class, () -> copy(source, RLE, EXPLICIT, new Attributes()));
    }

    static List<TestFile> compressed() {
        return TestData.wellFormed().stream()
                .filter(file -> TransferSyntax.of(
                                new Uid(file.text("transfer_syntax").orElseThrow()))
                        .encapsulated())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("compressed")
    void decidesForEveryCompressedFileBeforeAnythingIsSent(TestFile file) throws IOException {
        try (Part10File part10 = Part10File.open(file.file())) {
            byte[] source = part10.dataSet().readAllBytes();
            Attributes header = header(source, part10.syntax());
            Transcoding plan = Transcodings.plan(header, part10.syntax(), EXPLICIT, new Attributes());
            if (plan instanceof Transcoding.Possible possible) {
                ByteArrayOutputStream copied = new ByteArrayOutputStream();
                possible.transcoder().copy(new ByteArrayInputStream(source), copied);
                Attributes copy = DatasetReader.read(copied.toByteArray(), EXPLICIT, DecodingLimits.STANDARD);
                assertEquals(header.string(Tag.SOPInstanceUID), copy.string(Tag.SOPInstanceUID));
            } else {
                assertFalse(Transcodings.isConceivable(part10.syntax(), EXPLICIT));
            }
        }
    }

    private static Attributes copy(Attributes source, TransferSyntax from, TransferSyntax to, Attributes replacements)
            throws IOException {
        byte[] encoded = DatasetWriter.toBytes(source, from);
        Transcoding plan = Transcodings.plan(header(encoded, from), from, to, replacements);
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        assertInstanceOf(Transcoding.Possible.class, plan).transcoder().copy(new ByteArrayInputStream(encoded), copied);
        return DatasetReader.read(copied.toByteArray(), to, DecodingLimits.STANDARD);
    }

    private static Attributes header(byte[] encoded, TransferSyntax syntax) throws IOException {
        return new DatasetReader(new ByteArrayInputStream(encoded), syntax, DecodingLimits.STANDARD)
                .readUntil(Tag.PixelData);
    }

    private static Element number(int tag, int value) {
        return new Element.Bytes(tag, Vr.US, new byte[] {(byte) value, (byte) (value >>> 8)});
    }
}
