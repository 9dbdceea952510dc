package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.testing.DatasetDump;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Neighbours;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** A data set of any bytes is converted, or a {@link DecodingException} tells why not; converted once more it stays as it is. */
class DatasetConversionFuzzTest {

    static Stream<byte[]> seeds() {
        return EncodedInput.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest
    void convertsOrRefuses(byte[] bytes) throws IOException {
        EncodedInput input = EncodedInput.of(bytes);
        for (TransferSyntax to : DatasetTranscoderTest.NATIVE) {
            try {
                InputBudget.spend(() -> convert(input, to));
            } catch (DecodingException e) {
                // The instance is sent in another syntax, or its sub-operation fails.
            }
        }
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(seeds(), this::convertsOrRefuses);
    }

    private static void convert(EncodedInput input, TransferSyntax to) throws IOException {
        String what = input.syntax() + " to " + to;
        byte[] converted = copy(input.syntax(), to, input.dataSet());
        if (to.explicitVr()) {
            assertArrayEquals(converted, assertDoesNotThrow(() -> copy(to, to, converted), what), what);
            assertEquals(
                    DatasetDump.withoutVrs(DatasetReader.read(input.dataSet(), input.syntax(), EncodedInput.LIMITS)),
                    DatasetDump.withoutVrs(
                            assertDoesNotThrow(() -> DatasetReader.read(converted, to, EncodedInput.LIMITS), what)),
                    what);
        } else {
            // In implicit VR bytes that look like items are items where the dictionary says so (PS3.5 section 6.2.2).
            byte[] again = copy(to, to, converted);
            assertArrayEquals(again, copy(to, to, again), what);
        }
    }

    private static byte[] copy(TransferSyntax from, TransferSyntax to, byte[] dataSet) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        new DatasetTranscoder(from, to).copy(new ByteArrayInputStream(dataSet), copy);
        return copy.toByteArray();
    }
}
