package dozo.qr.transcode;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Instances;
import dozo.core.testing.Neighbours;
import dozo.core.value.Uid;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a compressed instance are decompressed, or a {@link DecodingException} tells why not. The first byte chooses. */
class DecompressionFuzzTest {

    private static final List<TransferSyntax> COMPRESSED = Stream.of("1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.50")
            .map(uid -> TransferSyntax.of(new Uid(uid)))
            .toList();
    /** Larger images would only make it slow. */
    private static final long MAX_FRAME_BYTES = 1 << 20;

    private static final int MAX_FRAMES = 4;

    static Stream<byte[]> instances() throws IOException {
        byte[] rle = new byte[64 + 2 * 4];
        rle[0] = 2;
        rle[4] = 64;
        rle[8] = 68;
        Arrays.fill(rle, 64, rle.length, (byte) -15);
        byte[] literal = Arrays.copyOf(rle, 64 + 2 * 17);
        literal[8] = 64 + 17;
        literal[64] = 15;
        literal[64 + 17] = 15;
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "jpeg", jpeg);
        return Stream.of(seed(0, rle, 2, 8, 16), seed(0, literal, 2, 8, 16), seed(1, jpeg.toByteArray(), 8, 8, 8));
    }

    private static byte[] seed(int choice, byte[] frame, int rows, int columns, int bits) {
        Attributes image = new Attributes()
                .put(Tag.SOPClassUID, Instances.CT)
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, rows)
                .put(Tag.Columns, Vr.US, columns)
                .put(Tag.BitsAllocated, Vr.US, bits)
                .put(new Element.Fragments(Tag.PixelData, Vr.OB, List.of(new byte[0], frame)));
        byte[] encoded = DatasetWriter.toBytes(image, COMPRESSED.get(choice));
        byte[] input = new byte[encoded.length + 1];
        input[0] = (byte) choice;
        System.arraycopy(encoded, 0, input, 1, encoded.length);
        return input;
    }

    @MethodSource("instances")
    @FuzzTest
    void decompressesOrRefuses(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        TransferSyntax from = COMPRESSED.get(Byte.toUnsignedInt(input[0]) % COMPRESSED.size());
        byte[] dataSet = Arrays.copyOfRange(input, 1, input.length);
        try {
            InputBudget.spend(() -> decompress(from, dataSet));
        } catch (DecodingException e) {
            // The instance is sent as it is, or its sub-operation fails.
        }
    }

    @ParameterizedTest
    @MethodSource("instances")
    void decompressesItsSeeds(byte[] input) throws IOException {
        assertNotEquals(0, decompress(COMPRESSED.get(input[0]), Arrays.copyOfRange(input, 1, input.length)));
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() throws IOException {
        Neighbours.of(instances(), this::decompressesOrRefuses);
    }

    /** @return how many bytes came out; 0 where decompressing is not tried */
    private static int decompress(TransferSyntax from, byte[] dataSet) throws IOException {
        Attributes header = new DatasetReader(new ByteArrayInputStream(dataSet), from, DecodingLimits.MESSAGE)
                .readUntil(Tag.PixelData);
        boolean small = PixelFormat.of(header)
                .filter(format -> format.bytesPerFrame() > MAX_FRAME_BYTES || format.frames() > MAX_FRAMES)
                .isEmpty();
        Transcoding plan = Transcodings.plan(header, from, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, new Attributes());
        if (small && plan instanceof Transcoding.Possible possible) {
            ByteArrayOutputStream decompressed = new ByteArrayOutputStream();
            possible.transcoder().copy(new ByteArrayInputStream(dataSet), decompressed);
            return decompressed.size();
        }
        return 0;
    }
}
