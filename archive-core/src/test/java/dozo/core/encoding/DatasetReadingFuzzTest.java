package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.testing.DatasetDump;
import dozo.core.testing.InputBudget;
import java.util.stream.Stream;
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

    private static void read(EncodedInput input) throws DecodingException {
        TransferSyntax syntax = input.syntax();
        Attributes first = DatasetReader.read(input.dataSet(), syntax, EncodedInput.LIMITS);
        use(first);
        byte[] written;
        try {
            written = DatasetWriter.toBytes(first, syntax);
        } catch (IllegalArgumentException e) {
            // A value was longer than the limit and so was not kept.
            return;
        }
        Attributes second = DatasetReader.read(written, syntax, EncodedInput.LIMITS);
        assertEquals(DatasetDump.withoutVrs(first), DatasetDump.withoutVrs(second));
        assertArrayEquals(written, DatasetWriter.toBytes(second, syntax));
    }

    /** Asks for each value, since decoding it must not fail either. */
    private static void use(Attributes attributes) {
        for (Element element : attributes.elements()) {
            attributes.strings(element.tag());
            attributes.integer(element.tag());
            attributes.numbers(element.tag());
            attributes.uid(element.tag());
            attributes.items(element.tag()).forEach(DatasetReadingFuzzTest::use);
        }
    }
}
