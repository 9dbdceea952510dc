package dozo.core.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.testing.DatasetDump;
import dozo.core.testing.Instances;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetTranscoderTest {

    static final List<TransferSyntax> NATIVE = List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);

    /** Holds a sequence as UN of defined length: bytes in explicit VR, but the sequence it is in implicit VR. */
    private static final String SEQUENCE_AS_UN_BYTES = "odd/un_sequence_defined.dcm";

    private static final DecodingLimits LIMITS = DecodingLimits.STANDARD.withMaxElementBytes(32 << 20);

    static List<TransferSyntax> nativeSyntaxes() {
        return NATIVE;
    }

    static List<TestFile> nativeFiles() {
        return TestData.wellFormed().stream()
                .filter(file -> !file.path().equals(SEQUENCE_AS_UN_BYTES))
                .filter(file -> NATIVE.stream()
                        .anyMatch(syntax ->
                                file.text("transfer_syntax").orElse("").equals(syntax.toString())))
                .toList();
    }

    /** In memory elements are in order, while a copy keeps the order of its source. */
    static List<TestFile> orderedNativeFiles() {
        return nativeFiles().stream()
                .filter(file -> !file.path().equals("odd/out_of_order.dcm"))
                .filter(file -> !file.path().equals("odd/duplicate_tag.dcm"))
                .toList();
    }

    static List<TestFile> wellFormed() {
        return TestData.wellFormed();
    }

    @ParameterizedTest
    @MethodSource("nativeFiles")
    void keepsEveryValueThroughEachNativeSyntaxAndBack(TestFile file) throws IOException {
        try (Part10File part10 = Part10File.open(file.file())) {
            TransferSyntax from = part10.syntax();
            byte[] source = part10.dataSet().readAllBytes();
            Attributes original = DatasetReader.read(source, from, LIMITS);
            for (TransferSyntax to : NATIVE) {
                byte[] converted = copy(new DatasetTranscoder(from, to), source);
                Attributes there = DatasetReader.read(converted, to, LIMITS);
                assertEquals(DatasetDump.withoutVrs(original), DatasetDump.withoutVrs(there), "to " + to);
                byte[] returned = copy(new DatasetTranscoder(to, from), converted);
                Attributes back = DatasetReader.read(returned, from, LIMITS);
                assertEquals(DatasetDump.withoutVrs(original), DatasetDump.withoutVrs(back), "back from " + to);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("orderedNativeFiles")
    void writesTheSameBytesAsTheWriterDoesFromMemory(TestFile file) throws IOException {
        try (Part10File part10 = Part10File.open(file.file())) {
            TransferSyntax from = part10.syntax();
            byte[] source = part10.dataSet().readAllBytes();
            Attributes original = DatasetReader.read(source, from, LIMITS);
            for (TransferSyntax to : NATIVE) {
                assertArrayEquals(
                        DatasetWriter.toBytes(original, to), copy(new DatasetTranscoder(from, to), source), "to " + to);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void keepsEveryValueAndRepresentationInTheSameSyntax(TestFile file) throws IOException {
        try (Part10File part10 = Part10File.open(file.file())) {
            TransferSyntax syntax = part10.syntax();
            byte[] source = part10.dataSet().readAllBytes();
            byte[] copied = copy(new DatasetTranscoder(syntax, syntax), source);
            assertEquals(
                    DatasetDump.of(DatasetReader.read(source, syntax, LIMITS)),
                    DatasetDump.of(DatasetReader.read(copied, syntax, LIMITS)));
        }
    }

    @Test
    void carriesASequenceHiddenInUnBytesOverAsTheSequenceItIs() throws IOException {
        try (Part10File part10 = Part10File.open(TestData.file(SEQUENCE_AS_UN_BYTES))) {
            byte[] source = part10.dataSet().readAllBytes();
            TransferSyntax implicit = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
            byte[] copied = copy(new DatasetTranscoder(part10.syntax(), implicit), source);
            assertEquals(
                    1,
                    DatasetReader.read(copied, implicit, LIMITS)
                            .items(0x00400555)
                            .size());
        }
    }

    @Test
    void putsReplacementsInTheirPlacesAndAddsMissingOnes() throws IOException {
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        Attributes source =
                Instances.ct().patientId("OLD").without(Tag.AccessionNumber).build();
        source.putItems(Tag.ReferencedSOPSequence, List.of(new Attributes().put(Tag.PatientID, Vr.LO, "INNER")));
        Attributes overlay = new Attributes()
                .put(Tag.PatientID, Vr.LO, "NEW")
                .put(Tag.AccessionNumber, Vr.SH, "A2")
                .put(0x7FE11010, Vr.LO, "LAST");
        byte[] copied =
                copy(new DatasetTranscoder(syntax, syntax).replacing(overlay), DatasetWriter.toBytes(source, syntax));
        overlay.elements().forEach(source::put);
        assertArrayEquals(DatasetWriter.toBytes(source, syntax), copied);
    }

    @Test
    void replacesASequenceWithAllItsItems() throws IOException {
        TransferSyntax syntax = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        Attributes inner = new Attributes().put(Tag.StudyID, Vr.SH, "X");
        Attributes source = new Attributes()
                .putItems(
                        Tag.ReferencedSOPSequence,
                        List.of(new Attributes().putItems(Tag.FailedSOPSequence, List.of(inner, inner)), inner))
                .put(Tag.PatientID, Vr.LO, "P");
        Attributes overlay = new Attributes().putItems(Tag.ReferencedSOPSequence, List.of());
        byte[] copied =
                copy(new DatasetTranscoder(syntax, syntax).replacing(overlay), DatasetWriter.toBytes(source, syntax));
        Attributes read = DatasetReader.read(copied, syntax, LIMITS);
        assertEquals(List.of(), read.items(Tag.ReferencedSOPSequence));
        assertEquals("P", read.string(Tag.PatientID).orElseThrow());
        assertEquals(2, read.size());
    }

    @Test
    void leavesOutWhatIsOmittedButNotInsideItems() throws IOException {
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        Attributes source = new Attributes()
                .putItems(Tag.ReferencedSOPSequence, List.of(new Attributes().put(Tag.StudyID, Vr.SH, "X")))
                .put(Tag.StudyID, Vr.SH, "X");
        DatasetTranscoder transcoder =
                new DatasetTranscoder(syntax, syntax, new Attributes(), Set.of(Tag.StudyID), Optional.empty());
        Attributes read = DatasetReader.read(copy(transcoder, DatasetWriter.toBytes(source, syntax)), syntax, LIMITS);
        assertFalse(read.contains(Tag.StudyID));
        assertTrue(read.items(Tag.ReferencedSOPSequence).get(0).contains(Tag.StudyID));
    }

    @Test
    void refusesToPutFragmentsIntoAnotherNativeSyntax() {
        byte[] source = Instances.ct().fragments(new byte[] {1, 2}).encode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DatasetTranscoder transcoder = new DatasetTranscoder(
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThrows(DecodingException.class, () -> copy(transcoder, source));
    }

    @Test
    void writesAValueTooLongForItsRepresentationAsUn() throws IOException {
        byte[] text = new byte[70_000];
        Arrays.fill(text, (byte) 'x');
        Attributes source = new Attributes().put(new Element.Bytes(Tag.StudyDescription, Vr.LO, text));
        byte[] implicit = DatasetWriter.toBytes(source, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        DatasetTranscoder transcoder = new DatasetTranscoder(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Attributes read =
                DatasetReader.read(copy(transcoder, implicit), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, LIMITS);
        assertEquals(Vr.UN, read.element(Tag.StudyDescription).orElseThrow().vr());
        assertArrayEquals(text, read.bytes(Tag.StudyDescription).orElseThrow());
    }

    static byte[] copy(DatasetTranscoder transcoder, byte[] source) throws IOException {
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        transcoder.copy(new ByteArrayInputStream(source), copied);
        return copied.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("nativeSyntaxes")
    void completesHalfANumberAtTheEndBeforeItTurnsIt(TransferSyntax to) throws IOException {
        for (Vr vr : List.of(Vr.US, Vr.UL, Vr.OW, Vr.FD)) {
            Attributes odd = new Attributes().put(new Element.Bytes(0x00091001, vr, new byte[] {1, 2, 3, 4, 5, 6, 7}));
            byte[] source = DatasetWriter.toBytes(odd, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            byte[] converted = copy(new DatasetTranscoder(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, to), source);
            assertArrayEquals(converted, DatasetWriter.toBytes(odd, to), "converted or written");
            byte[] back = copy(new DatasetTranscoder(to, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), converted);
            assertEquals(
                    DatasetDump.withoutVrs(odd),
                    DatasetDump.withoutVrs(DatasetReader.read(back, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, LIMITS)));
        }
    }
}
