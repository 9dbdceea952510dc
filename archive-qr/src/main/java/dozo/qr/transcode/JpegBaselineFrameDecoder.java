package dozo.qr.transcode;

import dozo.core.encoding.DecodingException;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * JPEG Baseline, process 1, 8 bits (PS3.5 section 8.2.1). The JDK decompresses to the stored components, which it must not
 * convert by its own guess; whether they are RGB or YCbCr follows from the attributes and the stream's markers.
 */
final class JpegBaselineFrameDecoder implements FrameDecoder {

    private static final Set<String> GREY = Set.of("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR");
    private static final Set<String> COLOUR = Set.of("RGB", "YBR_FULL", "YBR_FULL_422");

    @Override
    public Support support(PixelFormat encoded) {
        if (encoded.bitsAllocated() != 8) {
            return new Support.Unsupported("JPEG baseline of other than 8 bits allocated");
        }
        if (encoded.samples() == 1 && GREY.contains(encoded.photometric())) {
            return new Support.Supported(encoded);
        }
        if (encoded.samples() == 3 && COLOUR.contains(encoded.photometric())) {
            return new Support.Supported(encoded.interleaved("RGB"));
        }
        return new Support.Unsupported("JPEG baseline as " + encoded.photometric());
    }

    /**
     * Whether it begins with the Start of Image marker, which never stands inside compressed data. The end is no such sign:
     * encoders leave what they please behind the End of Image marker.
     */
    @Override
    public boolean startsFrame(byte[] fragment) {
        return fragment.length >= 2 && (fragment[0] & 0xFF) == 0xFF && (fragment[1] & 0xFF) == 0xD8;
    }

    @Override
    public byte[] decode(byte[] frame, PixelFormat encoded) throws DecodingException {
        JpegMarkers markers = JpegMarkers.read(frame);
        markers.requireBaseline(encoded);
        byte[] components = components(frame, encoded);
        if (encoded.samples() == 3 && isYcc(encoded, markers)) {
            YccToRgb.convert(components);
        }
        return components;
    }

    /** A stream that says how it was transformed is believed over the label RGB, which encoders often leave as it was. */
    private static boolean isYcc(PixelFormat encoded, JpegMarkers markers) {
        return !encoded.photometric().equals("RGB") || markers.isDeclaredYcc();
    }

    private static byte[] components(byte[] frame, PixelFormat encoded) throws DecodingException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(frame))) {
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            boolean asSaid = raster.getNumBands() == encoded.samples()
                    && raster.getWidth() == encoded.columns()
                    && raster.getHeight() == encoded.rows();
            if (!asSaid) {
                throw damaged("the JPEG stream has other dimensions than its frame header says", null);
            }
            return interleaved(raster);
        } catch (DecodingException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // The JDK's reader answers some damage with unchecked exceptions.
            throw damaged("the JPEG stream cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] interleaved(Raster raster) {
        int bands = raster.getNumBands();
        int width = raster.getWidth();
        byte[] pixels = new byte[width * raster.getHeight() * bands];
        int[] row = new int[width * bands];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int sample : row) {
                pixels[at++] = (byte) sample;
            }
        }
        return pixels;
    }

    private static DecodingException damaged(String message, @Nullable Exception cause) {
        DecodingException damage = new DecodingException(DecodingException.Reason.MALFORMED, message);
        if (cause != null) {
            damage.initCause(cause);
        }
        return damage;
    }
}
