package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.testing.DatasetDump;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shared DICOM file, held against what independent readers see in it. */
class TestDataReadingTest {

    private static final DecodingLimits LIMITS = DecodingLimits.STANDARD.withMaxElementBytes(32 << 20);

    static List<TestFile> wellFormed() {
        return TestData.wellFormed();
    }

    static List<TestFile> countedAlike() {
        return TestData.wellFormed().stream()
                .filter(file -> file.elementCount().isPresent())
                .toList();
    }

    static List<TestFile> refused() {
        return TestData.files().stream().filter(TestFile::mustBeRefused).toList();
    }

    static List<TestFile> questionable() {
        return TestData.files().stream()
                .filter(file -> file.policy().equals("either"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void findsTheIdentifiersThatOtherReadersFind(TestFile file) throws IOException {
        try (Part10File part10 = Part10File.open(file.file())) {
            assertEquals(
                    file.text("transfer_syntax").orElse(""), part10.syntax().toString());
            Attributes header = part10.reader(LIMITS).readUntil(Tag.PixelData);
            assertEquals(file.text("sop_class"), header.string(Tag.SOPClassUID));
            assertEquals(file.text("sop_instance"), header.string(Tag.SOPInstanceUID));
            assertEquals(file.text("study_uid"), header.string(Tag.StudyInstanceUID));
            assertEquals(file.text("series_uid"), header.string(Tag.SeriesInstanceUID));
        }
    }

    @ParameterizedTest
    @MethodSource("countedAlike")
    void findsAsManyElementsAsOtherReaders(TestFile file) throws IOException {
        assertEquals(file.elementCount().getAsInt(), count(readAll(file)));
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void readsBackWhatItWrites(TestFile file) throws IOException {
        try (Part10File part10 = Part10File.open(file.file())) {
            Attributes attributes = part10.reader(LIMITS).readAll();
            byte[] written = DatasetWriter.toBytes(attributes, part10.syntax());
            Attributes again = DatasetReader.read(written, part10.syntax(), LIMITS);
            assertEquals(DatasetDump.of(attributes), DatasetDump.of(again));
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesOrLeavesUnidentifiedWhatNobodyCanRead(TestFile file) throws IOException {
        Attributes header;
        try {
            header = readAll(file);
        } catch (DecodingException e) {
            return;
        }
        assertTrue(header.uid(Tag.SOPInstanceUID).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("questionable")
    void endsWellOnQuestionableFiles(TestFile file) throws IOException {
        try {
            Attributes attributes = readAll(file);
            TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            Attributes again = DatasetReader.read(DatasetWriter.toBytes(attributes, syntax), syntax, LIMITS);
            assertEquals(DatasetDump.of(attributes), DatasetDump.of(again));
        } catch (DecodingException e) {
            assertThrows(DecodingException.class, () -> readAll(file), "the same error twice");
        }
    }

    private static Attributes readAll(TestFile file) throws IOException {
        try (Part10File part10 = Part10File.open(file.file());
                DatasetReader reader = part10.reader(LIMITS)) {
            return reader.readAll();
        }
    }

    static int count(Attributes attributes) {
        int count = 0;
        for (Element element : attributes.elements()) {
            count++;
            if (element instanceof Element.Items sequence) {
                count += sequence.items().stream()
                        .mapToInt(TestDataReadingTest::count)
                        .sum();
            }
        }
        return count;
    }
}
