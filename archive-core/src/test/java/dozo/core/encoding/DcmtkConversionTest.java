package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.testing.DatasetDump;
import dozo.core.testing.ExternalProgram;
import dozo.core.testing.TestFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversion among native syntaxes held against DCMTK's dcmconv. */
class DcmtkConversionTest {

    private static final Map<TransferSyntax, String> OPTIONS = Map.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, "+ti",
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, "+tb");

    private static final DecodingLimits LIMITS = DecodingLimits.STANDARD.withMaxElementBytes(32 << 20);

    @TempDir
    Path folder;

    /** What dcmconv changes or reads otherwise, with reason. */
    private static final Set<String> READ_OTHERWISE = Set.of(
            "odd/file_meta_group_length_wrong.dcm", // believes the wrong length and finds no data set
            "odd/multivalue.dcm", // removes needless padding
            "odd/spaces.dcm", // removes needless padding
            "odd/un_sequence_undefined.dcm"); // turns the UN into an SQ, as it may

    static List<TestFile> nativeFiles() {
        return DatasetTranscoderTest.nativeFiles().stream()
                .filter(file -> file.path().startsWith("odd/") || file.path().startsWith("ts/"))
                .filter(file -> !READ_OTHERWISE.contains(file.path()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("nativeFiles")
    void convertsToTheValuesThatDcmconvConvertsTo(TestFile file) throws IOException {
        ExternalProgram dcmconv = ExternalProgram.require("dcmconv");
        try (Part10File part10 = Part10File.open(file.file())) {
            byte[] source = part10.dataSet().readAllBytes();
            for (Map.Entry<TransferSyntax, String> target : OPTIONS.entrySet()) {
                Path converted = folder.resolve("converted.dcm");
                ExternalProgram.Result result = dcmconv.run(target.getValue(), "-e", file.file(), converted);
                assertTrue(result.succeeded(), result.output());
                byte[] ours =
                        DatasetTranscoderTest.copy(new DatasetTranscoder(part10.syntax(), target.getKey()), source);
                assertEquals(
                        dump(readAll(converted)),
                        dump(DatasetReader.read(ours, target.getKey(), LIMITS)),
                        "to " + target.getKey());
            }
        }
    }

    /** Of pixels of 8 bits OB and OW are both right in explicit VR (PS3.5 section A.2). */
    private static String dump(Attributes attributes) {
        return DatasetDump.of(attributes).replace("(7FE0,0010) OB", "(7FE0,0010) OW");
    }

    private static Attributes readAll(Path file) throws IOException {
        try (Part10File part10 = Part10File.open(file);
                DatasetReader reader = part10.reader(LIMITS)) {
            return reader.readAll();
        }
    }
}
