package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.testing.Instances;
import dozo.core.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer may send to hurt: claims, cuts, damage, depth. Only an IOException may come of it, within limits. */
class HostileDatasetTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final long SEED = Long.getLong("dozo.test.seed", new Random().nextLong());

    @ParameterizedTest
    @ValueSource(ints = {0x7FFFFFFF, 0xFFFFFFFE, 0x40000000})
    void allocatesLittleForAClaimOfGibibytes(int claim) {
        byte[] start = longElement(claim);
        DecodingLimits generous = new DecodingLimits(8, Integer.MAX_VALUE, 1000, Long.MAX_VALUE);
        long before = allocatedBytes();
        DecodingException thrown =
                assertThrows(DecodingException.class, () -> DatasetReader.read(start, EXPLICIT, generous));
        assertEquals(DecodingException.Reason.TRUNCATED, thrown.reason());
        assertTrue(allocatedBytes() - before < 2 << 20, "allocated " + (allocatedBytes() - before));
    }

    @Test
    void streamsPastAValueLongerThanTheLimit() throws IOException {
        int length = 64 << 20;
        Attributes after = new Attributes().put(Tag.PatientID, Vr.LO, "P");
        InputStream in = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(longElement(length, 0)), new Zeros(length)),
                new ByteArrayInputStream(DatasetWriter.toBytes(after, EXPLICIT)));
        long before = allocatedBytes();
        Attributes read = new DatasetReader(in, EXPLICIT, DecodingLimits.STANDARD).readAll();
        assertTrue(allocatedBytes() - before < 2 << 20, "allocated " + (allocatedBytes() - before));
        assertEquals(
                length,
                assertInstanceOf(
                                Element.Skipped.class,
                                read.elements().iterator().next())
                        .length());
        assertEquals("P", read.string(Tag.PatientID).orElseThrow());
    }

    @Test
    void copiesALongValueWithoutHoldingIt() throws IOException {
        int length = 64 << 20;
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(longElement(length, 0)), new Zeros(length));
        long before = allocatedBytes();
        new DatasetTranscoder(EXPLICIT, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)
                .copy(in, OutputStream.nullOutputStream());
        assertTrue(allocatedBytes() - before < 2 << 20, "allocated " + (allocatedBytes() - before));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesSequencesNestedDeeperThanTheLimit(boolean explicit) {
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            nested.writeBytes(new byte[] {0x40, 0, 0x30, (byte) 0xA7});
            nested.writeBytes(explicit ? new byte[] {'S', 'Q', 0, 0} : new byte[0]);
            nested.writeBytes(new byte[] {-1, -1, -1, -1, -2, -1, 0, -32, -1, -1, -1, -1});
        }
        TransferSyntax syntax = explicit ? EXPLICIT : TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        DecodingException thrown = assertThrows(
                DecodingException.class,
                () -> DatasetReader.read(nested.toByteArray(), syntax, DecodingLimits.STANDARD));
        assertEquals(DecodingException.Reason.LIMIT_EXCEEDED, thrown.reason());
    }

    @Test
    void refusesMoreElementsThanTheLimit() {
        byte[] many = Instances.ct().encode(EXPLICIT);
        DecodingException thrown = assertThrows(
                DecodingException.class,
                () -> DatasetReader.read(many, EXPLICIT, new DecodingLimits(8, 1000, 5, 100_000)));
        assertEquals(DecodingException.Reason.LIMIT_EXCEEDED, thrown.reason());
    }

    static List<String> varied() {
        return List.of(
                "odd/nested_20.dcm",
                "odd/private_sequences.dcm",
                "odd/private_sequences_implicit.dcm",
                "odd/un_sequence_undefined.dcm",
                "odd/enc_rle_bot.dcm",
                "odd/deflated_odd_length.dcm",
                "odd/file_no_preamble.dcm",
                "odd/ExplVR_BigEndNoMeta.dcm",
                "charset/jp_ir87_159.dcm");
    }

    @ParameterizedTest
    @MethodSource("varied")
    void endsWellWhereverAFileIsCut(String path) throws IOException {
        byte[] whole = Files.readAllBytes(TestData.file(path));
        for (int length = 0; length < whole.length; length++) {
            readAndCopy(Arrays.copyOf(whole, length), path + " cut at " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("varied")
    void endsWellWhateverBitsAreFlipped(String path) throws IOException {
        byte[] whole = Files.readAllBytes(TestData.file(path));
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            readAndCopy(damaged, path + ", seed " + SEED + ", round " + round);
        }
    }

    private static void readAndCopy(byte[] file, String what) {
        DecodingLimits limits = new DecodingLimits(32, 1 << 20, 10_000, 4 << 20);
        try (Part10File part10 = Part10File.open(new ByteArrayInputStream(file))) {
            byte[] dataSet = part10.dataSet().readAllBytes();
            TransferSyntax syntax = part10.syntax();
            tolerate(() -> use(DatasetReader.read(dataSet, syntax, limits)));
            tolerate(() -> new DatasetTranscoder(syntax, syntax)
                    .copy(new ByteArrayInputStream(dataSet), OutputStream.nullOutputStream()));
        } catch (DecodingException e) {
            // An answer like any other.
        } catch (IOException | RuntimeException e) {
            fail(what, e);
        }
    }

    /** Asks for each value, since decoding text must not fail either. */
    private static void use(Attributes attributes) {
        for (Element element : attributes.elements()) {
            attributes.strings(element.tag());
            attributes.integer(element.tag());
            attributes.uid(element.tag());
            attributes.items(element.tag()).forEach(HostileDatasetTest::use);
        }
    }

    private static void tolerate(Action action) throws IOException {
        try {
            action.run();
        } catch (DecodingException e) {
            // An answer like any other.
        }
    }

    /** A private OB element that claims this length, and a few bytes of it. */
    private static byte[] longElement(int claim) {
        return longElement(claim, 16);
    }

    private static byte[] longElement(int claim, int present) {
        byte[] start = {
            0x09,
            0,
            0x10,
            0x10,
            'O',
            'B',
            0,
            0,
            (byte) claim,
            (byte) (claim >>> 8),
            (byte) (claim >>> 16),
            (byte) (claim >>> 24)
        };
        return Arrays.copyOf(start, start.length + present);
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private interface Action {
        void run() throws IOException;
    }

    /** So many zero bytes. */
    private static final class Zeros extends InputStream {
        private int left;

        Zeros(int count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, left);
            left -= count;
            Arrays.fill(target, offset, offset + count, (byte) 0);
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
