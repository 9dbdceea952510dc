package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Instances;
import dozo.core.testing.Neighbours;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in a file are opened, leniently and strictly, or a {@link DecodingException} tells why not. */
class Part10FileFuzzTest {

    static Stream<byte[]> files() {
        byte[] file = Instances.ct().file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return Stream.of(
                file,
                Arrays.copyOfRange(file, FileMeta.PREAMBLE_BYTES + 4, file.length),
                Instances.ct().encode(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN),
                Instances.ct().encode(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @MethodSource("files")
    @FuzzTest
    void opensOrRefuses(byte[] bytes) throws IOException {
        tolerate(() -> openLeniently(bytes));
        tolerate(() -> openStrictly(bytes));
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(files(), this::opensOrRefuses);
    }

    /** The first has preamble and prefix before its file meta information, the second neither. */
    @Test
    void findsTheFileMetaInformationOfItsSeeds() throws IOException {
        for (byte[] bytes : files().limit(2).toList()) {
            try (Part10File file = Part10File.open(new ByteArrayInputStream(bytes))) {
                assertEquals(Optional.of(Instances.CT), file.meta().map(FileMeta::sopClass));
                assertTrue(file.isSyntaxDeclared());
            }
        }
    }

    private static void tolerate(InputBudget.Action<IOException> action) throws IOException {
        try {
            InputBudget.spend(action);
        } catch (DecodingException e) {
            // Not a file for us.
        }
    }

    private static void openLeniently(byte[] bytes) throws IOException {
        try (Part10File file = Part10File.open(new ByteArrayInputStream(bytes))) {
            file.meta();
            byte[] dataSet = file.dataSet().readAllBytes();
            int offset = (int) file.dataSetOffset();
            assertArrayEquals(Arrays.copyOfRange(bytes, offset, bytes.length), dataSet);
            DatasetReader.read(dataSet, file.syntax(), EncodedInput.LIMITS);
        }
    }

    private static void openStrictly(byte[] bytes) throws IOException {
        FileMeta meta = FileMeta.read(new ByteArrayInputStream(bytes));
        assertEquals(meta, assertDoesNotThrow(() -> FileMeta.read(new ByteArrayInputStream(meta.encode()))));
    }
}
