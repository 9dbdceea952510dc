package dozo.core.charset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.Part10File;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real and synthetic files against what independent readers see in them. */
class CharacterSetFilesTest {

    /** Where Dozo understands more than the reader that made EXPECTED.jsonl, whose text is garbled. */
    private static final Map<String, String> BETTER = Map.of(
            "odd/charset_esc_no_reset.dcm", "Yamada^Tarou=山田^太郎",
            "odd/charset_esc_undeclared.dcm", "Yamada^Tarou=山田^太郎",
            "odd/charset_eucjp_undeclared.dcm", "山田^太郎",
            "odd/charset_utf8_undeclared.dcm", "Müßig^Jörg");

    static Stream<TestFile> files() {
        return TestData.files().stream()
                .filter(file ->
                        file.path().startsWith("charset/") || file.path().startsWith("odd/charset_"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theNameReadsAsExpected(TestFile file) throws IOException {
        Attributes header = header(file);
        String expected = BETTER.getOrDefault(file.path(), file.text("pn").orElseThrow());
        assertEquals(
                expected,
                header.string(Tag.PatientName)
                        .map(CharacterSetFilesTest::trimmed)
                        .orElse(""));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theStudyDescriptionReadsAsExpected(TestFile file) throws IOException {
        assertEquals(file.text("study_desc"), header(file).string(Tag.StudyDescription));
    }

    /** What is decoded can be answered in a set that is derived from the file's own, and reads the same again. */
    @ParameterizedTest
    @MethodSource("files")
    void theNameCanBeAnsweredWithoutLoss(TestFile file) throws IOException {
        Attributes header = header(file);
        String name = header.string(Tag.PatientName).orElseThrow();
        SpecificCharacterSet answer = SpecificCharacterSet.firstHolding(List.of(name), List.of(header.characterSet()));
        assertEquals(name, answer.decode(answer.encode(name, TextKind.PERSON_NAME), TextKind.PERSON_NAME));
    }

    private static Attributes header(TestFile file) throws IOException {
        try (Part10File part10 = Part10File.open(file.file())) {
            return part10.reader(DecodingLimits.STANDARD).readUntil(Tag.PixelData);
        }
    }

    /** Delimiters at the end mean nothing (PS3.5 section 6.2, VR PN); the expected names have none. */
    private static String trimmed(String name) {
        return name.replaceAll("[=^]+$", "");
    }
}
