package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.testing.DatasetDump;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Neighbours;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a data set, or a {@link DecodingException}; what is read, written and read again is the same data set. */
class DatasetReadingFuzzTest {

    static Stream<byte[]> seeds() {
        return EncodedInput.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsWhatItWroteAndRefusesTheRest(byte[] bytes) {
        EncodedInput input = EncodedInput.of(bytes);
        try {
            InputBudget.spend(() -> read(input));
        } catch (DecodingException e) {
            // The data set goes into quarantine.
        }
    }

    /** Else what is lost in reading would be lost unnoticed. */
    @ParameterizedTest
    @MethodSource("dozo.core.encoding.EncodedInput#written")
    void readsItsSeedsWhole(byte[] bytes) throws DecodingException {
        EncodedInput input = EncodedInput.of(bytes);
        Attributes read = DatasetReader.read(input.dataSet(), input.syntax(), EncodedInput.LIMITS);
        assertArrayEquals(input.dataSet(), DatasetWriter.toBytes(read, input.syntax()));
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(seeds(), this::readsWhatItWroteAndRefusesTheRest);
    }

    private static void read(EncodedInput input) throws DecodingException {
        TransferSyntax syntax = input.syntax();
        Attributes first = DatasetReader.read(input.dataSet(), syntax, EncodedInput.LIMITS);
        use(first, 0);
        byte[] written;
        try {
            written = DatasetWriter.toBytes(first, syntax);
        } catch (IllegalArgumentException e) {
            // A value was longer than the limit and so was not kept.
            return;
        }
        Attributes second = readAgain(written, syntax);
        assertEquals(DatasetDump.withoutVrs(first), DatasetDump.withoutVrs(second));
        assertArrayEquals(written, DatasetWriter.toBytes(second, syntax));
    }

    private static Attributes readAgain(byte[] written, TransferSyntax syntax) {
        return assertDoesNotThrow(() -> DatasetReader.read(written, syntax, EncodedInput.LIMITS));
    }

    /** Asks for each value, since decoding it must not fail either. */
    private static void use(Attributes attributes, int depth) {
        assertTrue(depth <= EncodedInput.LIMITS.maxDepth(), "deeper than allowed");
        for (Element element : attributes.elements()) {
            attributes.strings(element.tag());
            attributes.integer(element.tag());
            attributes.numbers(element.tag());
            attributes.uid(element.tag());
            attributes.items(element.tag()).forEach(item -> use(item, depth + 1));
        }
    }
}
