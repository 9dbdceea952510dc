package dozo.qr.transcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.core.encoding.DecodingException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RleFrameDecoderTest {

    private static final long SEED = Long.getLong("dozo.test.seed", new Random().nextLong());

    private final RleFrameDecoder decoder = new RleFrameDecoder();

    @ParameterizedTest
    @CsvSource({
        "1, 8, false",
        "1, 16, false",
        "1, 32, false",
        "3, 8, false",
        "3, 8, true",
        "3, 16, false",
        "3, 16, true",
        "3, 32, false",
        "3, 32, true",
        "4, 8, false"
    })
    void putsEachByteOfEachSampleInItsPlace(int samples, int bits, boolean planes) throws DecodingException {
        PixelFormat format = new PixelFormat(13, 7, samples, bits, 1, "ANY", planes);
        byte[] pixels = mixed((int) format.bytesPerFrame());
        assertArrayEquals(pixels, decoder.decode(encode(pixels, format), format));
    }

    @Test
    void unpacksBitsEightToAByte() throws DecodingException {
        PixelFormat format = new PixelFormat(3, 3, 1, 1, 1, "MONOCHROME2", false);
        byte[] frame = frame(new byte[] {1, (byte) 0xFF, 0x01});
        assertArrayEquals(new byte[] {(byte) 0xFF, 0x01}, decoder.decode(frame, format));
    }

    /** Literal run of 3, replicate run of 4, and the value that does nothing (PS3.5 section G.3.1). */
    @Test
    void knowsLiteralRunsReplicateRunsAndTheValueWithoutMeaning() throws DecodingException {
        PixelFormat format = new PixelFormat(1, 7, 1, 8, 1, "MONOCHROME2", false);
        byte[] frame = frame(HexFormat.of().parseHex("02010203" + "80" + "FD09"));
        assertArrayEquals(new byte[] {1, 2, 3, 9, 9, 9, 9}, decoder.decode(frame, format));
    }

    @Test
    void refusesMoreSegmentsThanTheHeaderCanHold() {
        PixelFormat format = new PixelFormat(2, 2, 4, 32, 1, "CMYK", false);
        assertInstanceOf(FrameDecoder.Support.Unsupported.class, decoder.support(format));
    }

    @Test
    void refusesASegmentThatEndsEarly() {
        PixelFormat format = new PixelFormat(1, 8, 1, 8, 1, "MONOCHROME2", false);
        for (String segment : new String[] {"", "02010203", "07010203", "FA", "F9"}) {
            byte[] frame = frame(HexFormat.of().parseHex(segment));
            DecodingException thrown = assertThrows(DecodingException.class, () -> decoder.decode(frame, format));
            assertEquals(DecodingException.Reason.MALFORMED, thrown.reason());
        }
    }

    /** What follows is another byte of each pixel: read as this one it would be a picture that looks nearly right. */
    @Test
    void refusesARunThatReachesIntoTheNextSegment() {
        PixelFormat format = new PixelFormat(1, 4, 1, 16, 1, "MONOCHROME2", false);
        HexFormat hex = HexFormat.of();
        byte[] frame = frame(hex.parseHex("030102"), hex.parseHex("0305060708"));
        DecodingException thrown = assertThrows(DecodingException.class, () -> decoder.decode(frame, format));
        assertEquals(DecodingException.Reason.MALFORMED, thrown.reason());
    }

    @Test
    void answersAnyDamageWithADecodingException() {
        PixelFormat format = new PixelFormat(13, 7, 3, 16, 1, "RGB", false);
        byte[] whole = encode(mixed((int) format.bytesPerFrame()), format);
        Random random = new Random(SEED);
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int flips = 1 + random.nextInt(8); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(Math.min(damaged.length, 200))] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertEquals(format.bytesPerFrame(), decoder.decode(damaged, format).length);
            } catch (DecodingException e) {
                assertEquals(DecodingException.Reason.MALFORMED, e.reason(), "seed " + SEED + ", round " + round);
            }
        }
    }

    /** Runs of equal bytes and of different ones. */
    private static byte[] mixed(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i / 50 % 2 == 0 ? i * 7 : i / 50);
        }
        return bytes;
    }

    private static byte[] frame(byte[]... segments) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        ByteBuffer header =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(segments.length);
        int offset = 64;
        for (byte[] segment : segments) {
            header.putInt(offset);
            offset += segment.length;
        }
        frame.writeBytes(header.array());
        for (byte[] segment : segments) {
            frame.writeBytes(segment);
        }
        return frame.toByteArray();
    }

    /** One segment for each byte of each sample, the most significant first. */
    private static byte[] encode(byte[] pixels, PixelFormat format) {
        int sampleBytes = format.bytesPerSample();
        byte[][] segments = new byte[format.samples() * sampleBytes][];
        int count = (int) format.pixelsPerFrame();
        for (int segment = 0; segment < segments.length; segment++) {
            int sample = segment / sampleBytes;
            int significance = sampleBytes - 1 - segment % sampleBytes;
            byte[] plane = new byte[count];
            for (int pixel = 0; pixel < count; pixel++) {
                int index = format.planes() ? sample * count + pixel : pixel * format.samples() + sample;
                plane[pixel] = pixels[index * sampleBytes + significance];
            }
            segments[segment] = pack(plane);
        }
        return frame(segments);
    }

    private static byte[] pack(byte[] plane) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 0; at < plane.length; ) {
            int run = 1;
            while (at + run < plane.length && run < 128 && plane[at + run] == plane[at]) {
                run++;
            }
            packed.write(run == 1 ? 0 : 1 - run);
            packed.write(plane[at]);
            at += run;
        }
        return packed.toByteArray();
    }
}
