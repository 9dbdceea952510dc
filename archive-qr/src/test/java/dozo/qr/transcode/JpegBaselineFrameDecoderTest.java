package dozo.qr.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.encoding.DecodingException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegBaselineFrameDecoderTest {

    private static final long SEED = Long.getLong("dozo.test.seed", new Random().nextLong());
    private static final int SIZE = 32;
    private static final int[] ORANGE = {230, 120, 20};

    private final JpegBaselineFrameDecoder decoder = new JpegBaselineFrameDecoder();

    @ParameterizedTest
    @ValueSource(strings = {"YBR_FULL", "YBR_FULL_422", "RGB"})
    void givesRgbOfAStreamThatSaysItIsYcbcrWhateverItsLabel(String photometric) throws IOException {
        byte[] frame = jfif(ORANGE);
        assertTrue(JpegMarkers.read(frame).isDeclaredYcc());
        assertFirstPixel(ORANGE, decoder.decode(frame, colour(photometric)));
    }

    @Test
    void leavesUnmarkedComponentsLabelledRgbAsTheyAre() throws IOException {
        byte[] frame = unmarked(ORANGE);
        assertFalse(JpegMarkers.read(frame).isDeclaredYcc());
        assertFirstPixel(ORANGE, decoder.decode(frame, colour("RGB")));
    }

    @Test
    void convertsUnmarkedComponentsLabelledYbr() throws IOException {
        int[] orangeAsYcc = {142, 59, 191};
        assertFirstPixel(ORANGE, decoder.decode(unmarked(orangeAsYcc), colour("YBR_FULL_422")));
    }

    /** Adobe's marker tells the transform itself, JFIF only what is usual; some encoders write both. */
    @Test
    void believesAdobesMarkerOverJfif() throws IOException {
        byte[] rgb = marked(unmarked(ORANGE), 0);
        assertFalse(JpegMarkers.read(rgb).isDeclaredYcc());
        assertFirstPixel(ORANGE, decoder.decode(rgb, colour("RGB")));
        int[] orangeAsYcc = {142, 59, 191};
        byte[] ycc = marked(unmarked(orangeAsYcc), 1);
        assertTrue(JpegMarkers.read(ycc).isDeclaredYcc());
        assertFirstPixel(ORANGE, decoder.decode(ycc, colour("RGB")));
    }

    /** The stream with a JFIF segment and an Adobe segment of this transform behind its first marker. */
    private static byte[] marked(byte[] stream, int transform) {
        byte[] jfif = {(byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0};
        byte[] adobe = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(stream, 0, 2);
        marked.writeBytes(jfif);
        marked.writeBytes(adobe);
        marked.write(stream, 2, stream.length - 2);
        return marked.toByteArray();
    }

    @Test
    void refusesAStreamOfAnotherProcessOrPrecision() throws DecodingException {
        int progressive = 0xC2;
        new JpegMarkers(0xC0, 8, SIZE, SIZE, 3, true, -1).requireBaseline(colour("RGB"));
        for (JpegMarkers other : List.of(
                new JpegMarkers(progressive, 8, SIZE, SIZE, 3, true, -1),
                new JpegMarkers(0xC0, 12, SIZE, SIZE, 3, true, -1))) {
            assertThrows(DecodingException.class, () -> other.requireBaseline(colour("RGB")));
        }
    }

    @Test
    void saysThatColourBecomesRgbPixelByPixelAndGreyStaysAsItIs() {
        FrameDecoder.Support colour = decoder.support(new PixelFormat(SIZE, SIZE, 3, 8, 1, "YBR_FULL_422", true));
        PixelFormat decoded =
                assertInstanceOf(FrameDecoder.Support.Supported.class, colour).decoded();
        assertEquals("RGB", decoded.photometric());
        assertFalse(decoded.planes());
        PixelFormat grey = new PixelFormat(SIZE, SIZE, 1, 8, 1, "MONOCHROME1", false);
        assertEquals(new FrameDecoder.Support.Supported(grey), decoder.support(grey));
    }

    @Test
    void refusesWhatBaselineCannotHold() {
        for (PixelFormat format : new PixelFormat[] {
            new PixelFormat(SIZE, SIZE, 1, 16, 1, "MONOCHROME2", false),
            new PixelFormat(SIZE, SIZE, 4, 8, 1, "CMYK", false),
            new PixelFormat(SIZE, SIZE, 3, 8, 1, "YBR_PARTIAL_422", false)
        }) {
            assertInstanceOf(FrameDecoder.Support.Unsupported.class, decoder.support(format));
        }
    }

    @Test
    void refusesAStreamOfOtherDimensionsThanTheAttributesBeforeDecodingIt() throws IOException {
        byte[] frame = jfif(ORANGE);
        PixelFormat other = new PixelFormat(SIZE, SIZE + 1, 3, 8, 1, "RGB", false);
        assertThrows(DecodingException.class, () -> decoder.decode(frame, other));
        JpegMarkers markers = JpegMarkers.read(frame);
        assertThrows(DecodingException.class, () -> markers.requireBaseline(other), "what it says is seen first");
    }

    @Test
    void answersAnyDamageWithADecodingException() throws IOException {
        byte[] whole = jfif(ORANGE);
        Random random = new Random(SEED);
        for (int round = 0; round < 1000; round++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertEquals(SIZE * SIZE * 3, decoder.decode(damaged, colour("RGB")).length);
            } catch (DecodingException e) {
                assertEquals(DecodingException.Reason.MALFORMED, e.reason(), "seed " + SEED + ", round " + round);
            }
        }
    }

    private static PixelFormat colour(String photometric) {
        return new PixelFormat(SIZE, SIZE, 3, 8, 1, photometric, false);
    }

    private static void assertFirstPixel(int[] expected, byte[] pixels) {
        for (int sample = 0; sample < 3; sample++) {
            assertEquals(expected[sample], pixels[sample] & 0xFF, 3, "sample " + sample);
        }
    }

    /** A picture of one colour as the JDK writes it: JFIF, YCbCr, chroma halved. */
    private static byte[] jfif(int[] rgb) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIZE * SIZE; i++) {
            image.setRGB(i % SIZE, i / SIZE, rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
        }
        return write(new IIOImage(image, null, null));
    }

    /** Three components without any marker that says what they are. */
    private static byte[] unmarked(int[] components) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, SIZE, SIZE, 3, null);
        for (int i = 0; i < SIZE * SIZE; i++) {
            raster.setPixel(i % SIZE, i / SIZE, components);
        }
        return write(new IIOImage(raster, null, null));
    }

    private static byte[] write(IIOImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(1);
            writer.setOutput(out);
            writer.write(null, image, quality);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
