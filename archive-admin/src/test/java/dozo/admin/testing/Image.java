package dozo.admin.testing;

import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * An image as a modality made it, with random pixels at its very end. Its digests are taken here, without the archive's own
 * code, so that what comes back can be held against them.
 *
 * @param dataSet in explicit VR little endian
 * @param pixelBytes length of the pixel data, the last bytes of {@code dataSet}
 */
public record Image(
        Uid sopClass,
        Uid sopInstance,
        Uid study,
        Uid series,
        String patientId,
        int number,
        byte[] dataSet,
        int pixelBytes) {

    public static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    /** Tag, VR and length of Pixel Data in explicit VR little endian (PS3.5 section 7.1.2). */
    private static final int PIXEL_HEADER_BYTES = 12;

    /** Where an image belongs. */
    public record Place(String patientId, Uid study, Uid series, Uid sopInstance) {}

    /** @param kibibytes of pixels, at least 1 */
    public static Image draw(Random random, Place place, int number, int kibibytes) {
        byte[] pixels = new byte[kibibytes * 1024];
        random.nextBytes(pixels);
        Instances instance = Instances.ct()
                .patientId(place.patientId())
                .patientName("Test^" + place.patientId())
                .study(place.study())
                .series(place.series())
                .sopInstance(place.sopInstance())
                .instanceNumber(number)
                .with(Tag.Rows, Vr.US, "512")
                .with(new Element.Bytes(Tag.PixelData, Vr.OW, pixels));
        return new Image(
                Instances.CT,
                place.sopInstance(),
                place.study(),
                place.series(),
                place.patientId(),
                number,
                instance.encode(SYNTAX),
                pixels.length);
    }

    /** SHA-256 of the whole data set. */
    public String digest() {
        return sha256(dataSet);
    }

    /** Whether what came back is this image: every byte of it, and its pixels for themselves. */
    public boolean isSame(byte[] received) {
        return digest().equals(sha256(received)) && sha256(pixels(dataSet)).equals(sha256(pixels(received)));
    }

    private byte[] pixels(byte[] from) {
        int start = from.length - pixelBytes;
        byte[] tag = {(byte) 0xE0, 0x7F, 0x10, 0x00};
        if (start < PIXEL_HEADER_BYTES
                || !Arrays.equals(from, start - PIXEL_HEADER_BYTES, start - PIXEL_HEADER_BYTES + 4, tag, 0, 4)) {
            return new byte[0];
        }
        return Arrays.copyOfRange(from, start, from.length);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return sopInstance + " " + digest().substring(0, 8);
    }
}
