package dozo.qr.transcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.ExternalProgram;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decompressed pixels held against those of DCMTK's dcmdrle and dcmdjpeg. */
class DcmtkDecompressionTest {

    private static final DecodingLimits LIMITS = DecodingLimits.STANDARD.withMaxElementBytes(64 << 20);

    /** Of 255: two decoders may round each step of an inverse cosine transform and colour conversion differently. */
    private static final int JPEG_TOLERANCE = 1;

    @TempDir
    Path folder;

    static List<TestFile> rle() {
        return of("1.2.840.10008.1.2.5").stream()
                .filter(file -> !file.path().equals("ts/liver_rle.dcm")) // dcmdrle knows no pixels of one bit
                .toList();
    }

    static List<TestFile> jpegBaseline() {
        return of("1.2.840.10008.1.2.4.50");
    }

    @ParameterizedTest
    @MethodSource("rle")
    void decodesRleToTheSamePixelsAsDcmdrle(TestFile file) throws IOException {
        Attributes theirs = decodedBy("dcmdrle", file);
        for (TransferSyntax to : List.of(
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
            Attributes ours = decodedByUs(file, to);
            assertArrayEquals(pixels(theirs), pixels(ours));
            assertSameDescription(theirs, ours);
        }
    }

    @ParameterizedTest
    @MethodSource("jpegBaseline")
    void decodesBaselineJpegToThePixelsOfDcmdjpegButForRounding(TestFile file) throws IOException {
        Attributes theirs = decodedBy("dcmdjpeg", file);
        Attributes ours = decodedByUs(file, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        byte[] expected = pixels(theirs);
        byte[] actual = pixels(ours);
        assertEquals(expected.length, actual.length);
        int worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs((expected[i] & 0xFF) - (actual[i] & 0xFF)));
        }
        assertTrue(worst <= JPEG_TOLERANCE, "differs by up to " + worst);
        assertSameDescription(theirs, ours);
        assertEquals("01", ours.string(Tag.LossyImageCompression).orElseThrow());
    }

    private Attributes decodedBy(String program, TestFile file) throws IOException {
        Path decoded = folder.resolve("decoded.dcm");
        ExternalProgram.Result result = ExternalProgram.require(program).run(file.file(), decoded);
        assertTrue(result.succeeded(), result.output());
        try (Part10File part10 = Part10File.open(decoded);
                DatasetReader reader = part10.reader(LIMITS)) {
            return reader.readAll();
        }
    }

    private static Attributes decodedByUs(TestFile file, TransferSyntax to) throws IOException {
        try (Part10File part10 = Part10File.open(file.file())) {
            byte[] source = part10.dataSet().readAllBytes();
            Attributes header = new DatasetReader(new ByteArrayInputStream(source), part10.syntax(), LIMITS)
                    .readUntil(Tag.PixelData);
            Transcoding plan = Transcodings.plan(header, part10.syntax(), to, new Attributes());
            Transcoding.Possible possible = assertInstanceOf(Transcoding.Possible.class, plan);
            ByteArrayOutputStream copied = new ByteArrayOutputStream();
            possible.transcoder().copy(new ByteArrayInputStream(source), copied);
            return DatasetReader.read(copied.toByteArray(), to, LIMITS);
        }
    }

    private static void assertSameDescription(Attributes theirs, Attributes ours) {
        for (int tag : new int[] {
            Tag.PhotometricInterpretation,
            Tag.PlanarConfiguration,
            Tag.SamplesPerPixel,
            Tag.BitsAllocated,
            Tag.BitsStored
        }) {
            assertEquals(theirs.strings(tag), ours.strings(tag), Tag.toString(tag));
            assertEquals(theirs.integer(tag), ours.integer(tag), Tag.toString(tag));
        }
    }

    private static byte[] pixels(Attributes attributes) {
        return attributes.bytes(Tag.PixelData).orElseThrow();
    }

    private static List<TestFile> of(String syntax) {
        return TestData.wellFormed().stream()
                .filter(file -> file.text("transfer_syntax").orElse("").equals(syntax))
                .toList();
    }
}
