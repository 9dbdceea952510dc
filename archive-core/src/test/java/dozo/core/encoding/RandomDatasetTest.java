package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.testing.DatasetDump;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data sets nobody thought of. A failure prints the seed; {@code -Ddozo.test.seed=} replays it. */
class RandomDatasetTest {

    private static final long SEED = Long.getLong("dozo.test.seed", new Random().nextLong());
    private static final int ROUNDS = 300;
    private static final Vr[] VRS = Vr.values();

    @ParameterizedTest
    @MethodSource("dozo.core.encoding.DatasetTranscoderTest#nativeSyntaxes")
    void readsBackWhatWasWritten(TransferSyntax syntax) throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String what = syntax + ", seed " + SEED + ", round " + round;
            Attributes written = attributes(random, 0);
            byte[] encoded = DatasetWriter.toBytes(written, syntax);
            Attributes read = DatasetReader.read(encoded, syntax, DecodingLimits.STANDARD);
            if (syntax.explicitVr()) {
                assertEquals(DatasetDump.of(written), DatasetDump.of(read), what);
            } else {
                assertEquals(DatasetDump.withoutVrs(written), DatasetDump.withoutVrs(read), what);
            }
            assertArrayEquals(encoded, DatasetWriter.toBytes(read, syntax), what);
        }
    }

    @ParameterizedTest
    @MethodSource("dozo.core.encoding.DatasetTranscoderTest#nativeSyntaxes")
    void convertsAsIfItWereReadAndWritten(TransferSyntax from) throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] source = DatasetWriter.toBytes(attributes(random, 0), from);
            Attributes read = DatasetReader.read(source, from, DecodingLimits.STANDARD);
            for (TransferSyntax to : DatasetTranscoderTest.NATIVE) {
                assertArrayEquals(
                        DatasetWriter.toBytes(read, to),
                        DatasetTranscoderTest.copy(new DatasetTranscoder(from, to), source),
                        from + " to " + to + ", seed " + SEED + ", round " + round);
            }
        }
    }

    private static Attributes attributes(Random random, int depth) {
        Attributes attributes = new Attributes();
        for (int count = random.nextInt(12); count > 0; count--) {
            attributes.put(element(random, depth));
        }
        return attributes;
    }

    private static Element element(Random random, int depth) {
        // Private elements above any block: the dictionary knows none, so implicit VR must carry them as they are.
        int tag = (0x0009 + 2 * random.nextInt(0x100)) << 16 | 0x0100 + random.nextInt(0x0F00);
        Vr vr = VRS[random.nextInt(VRS.length)];
        if (vr == Vr.SQ || vr == Vr.UN && random.nextBoolean()) {
            return new Element.Items(tag, vr, items(random, depth));
        }
        byte[] value = new byte[random.nextInt(20) * 8];
        random.nextBytes(value);
        return new Element.Bytes(tag, vr, value);
    }

    private static List<Attributes> items(Random random, int depth) {
        List<Attributes> items = new ArrayList<>();
        for (int count = depth > 3 ? 0 : random.nextInt(4); count > 0; count--) {
            items.add(inner(random, depth + 1));
        }
        return items;
    }

    /** Items begin with a plain element, since an item's first one tells whether it is implicit VR. */
    private static Attributes inner(Random random, int depth) {
        return attributes(random, depth).put(Tag.SOPInstanceUID, Vr.UI, "1.2.3");
    }
}
