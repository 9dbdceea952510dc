package dozo.admin.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.scu.Downloads;
import dozo.admin.testing.Commands;
import dozo.core.association.AcceptorSettings;
import dozo.core.config.ConfigurationFile;
import dozo.core.dataset.Tag;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.Part10File;
import dozo.core.testing.ExternalProgram;
import dozo.core.testing.TestData;
import dozo.core.testing.TestingAcceptance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DCMTK, whose clients share no code with this archive, against the running archive under its default rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DcmtkClientsTest {

    @TempDir
    static Path directory;

    private Server server;
    private DimseServer listener;
    private Path moved;
    private String study;

    @BeforeAll
    void start() throws Exception {
        ExternalProgram.require("storescu");
        moved = Files.createDirectory(directory.resolve("moved"));
        listener = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0),
                TestingAcceptance.everything(),
                DimseServices.builder()
                        .addDefault(CommandField.C_STORE, new Downloads(moved))
                        .build(),
                1);
        Path file = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom.port = 0
                ae = [
                  { title = RTSCU, networks = ["127.0.0.1"] }
                  { title = RTDEST, host = "127.0.0.1", port = %d }
                  { title = READER, roles = [query] }
                ]
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(listener.port()));
        new Commands(file).run("volume", "init", "local", "--mkdir").exits(0);
        server = Server.start(ConfigurationFile.read(file), Clock.systemUTC());
        study = uid(TestData.file("hier/se0_im0.dcm"), Tag.StudyInstanceUID);
        succeed(run("storescu", "RTSCU", "-R", "+sd", TestData.file("hier")));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void echoes() {
        succeed(run("echoscu", "RTSCU"));
    }

    @Test
    void rejectsATitleThatNobodyKnows() {
        ExternalProgram.Result result = run("echoscu", "STRANGER");
        assertFalse(result.succeeded());
        assertTrue(result.output().contains("Calling AE Title Not Recognized"), result.output());
    }

    @Test
    void answers0124ToACallerWithoutTheRole() {
        ExternalProgram.Result result = run("storescu", "READER", "-d", TestData.file("hier/se0_im0.dcm"));
        assertTrue(result.output().contains("0x0124"), result.output());
    }

    @ParameterizedTest
    @CsvSource({
        "e, ct12_explicit_le",
        "b, ct12_explicit_be",
        "d, ct12_deflated",
        "r, MR_small_RLE",
        "y, jpeg_baseline_gray8",
        "x, jpeg_extended12",
        "s, jpeg_lossless_sv1",
        "t, jpegls_lossless",
        "u, jpegls_near",
        "v, j2k_lossless",
        "w, j2k_lossy"
    })
    void storesEachSyntaxAndGivesItBackInIt(String option, String name) throws Exception {
        Path file = TestData.file("ts/" + name + ".dcm");
        succeed(run("storescu", "RTSCU", "-x" + option, file));
        Path out = Files.createTempDirectory(directory, "got");
        succeed(run(
                "getscu",
                "RTSCU",
                "-S",
                "+x" + option,
                "+B",
                "-od",
                out,
                "-k",
                "QueryRetrieveLevel=IMAGE",
                "-k",
                "StudyInstanceUID=" + uid(file, Tag.StudyInstanceUID),
                "-k",
                "SeriesInstanceUID=" + uid(file, Tag.SeriesInstanceUID),
                "-k",
                "SOPInstanceUID=" + uid(file, Tag.SOPInstanceUID)));
        List<Path> got = filesIn(out);
        assertEquals(1, got.size());
        assertEquals(syntax(file), syntax(got.get(0)));
    }

    /** DCMTK's getscu proposes explicit VR alone when told +xi, so this is also a conversion on the way out. */
    @Test
    void storesImplicitVrAndGivesItBackInWhatIsAskedFor() throws Exception {
        Path file = TestData.file("ts/MR_small_implicit.dcm");
        succeed(run("storescu", "RTSCU", "-xi", file));
        Path out = Files.createTempDirectory(directory, "got");
        succeed(run(
                "getscu",
                "RTSCU",
                "-S",
                "+xi",
                "+B",
                "-od",
                out,
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + uid(file, Tag.StudyInstanceUID)));
        assertTrue(filesIn(out).size() >= 1);
        for (Path got : filesIn(out)) {
            assertEquals("1.2.840.10008.1.2.1", syntax(got));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PATIENT, -P, PatientID=HIER*, 1",
        "STUDY, -S, PatientName=hierarchy*, 1",
        "STUDY, -S, StudyDate=20231201-20240101, 1",
        "SERIES, -S, Modality=CT, 1",
        "SERIES, -S, SeriesInstanceUID, 2",
        "IMAGE, -S, SOPInstanceUID, 3"
    })
    void findsAtEachLevel(String level, String model, String key, int expected) throws Exception {
        Path out = Files.createTempDirectory(directory, "found");
        List<Object> words = new ArrayList<>(List.of(model, "-X", "-od", out, "-k", "QueryRetrieveLevel=" + level));
        words.addAll(List.of("-k", key));
        if (level.equals("SERIES") || level.equals("IMAGE")) {
            words.addAll(List.of("-k", "StudyInstanceUID=" + study));
        }
        if (level.equals("IMAGE")) {
            words.addAll(List.of(
                    "-k", "SeriesInstanceUID=" + uid(TestData.file("hier/se0_im0.dcm"), Tag.SeriesInstanceUID)));
        }
        succeed(run("findscu", "RTSCU", words.toArray()));
        assertEquals(expected, filesIn(out).size());
    }

    @Test
    void movesWhatStorescuSent() throws Exception {
        succeed(run(
                "movescu",
                "RTSCU",
                "-aem",
                "RTDEST",
                "-S",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + study));
        for (Path sent : filesIn(TestData.file("hier"))) {
            assertArrayEquals(dataSet(sent), dataSet(moved.resolve(uid(sent, Tag.SOPInstanceUID) + ".dcm")));
        }
    }

    @Test
    void answersA801ToAnUnknownDestination() {
        ExternalProgram.Result result = run(
                "movescu",
                "RTSCU",
                "-d",
                "-aem",
                "NOWHERE",
                "-S",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + study);
        assertTrue(result.output().contains("0xa801"), result.output());
    }

    /** Calls the archive with a DCMTK client under this title. */
    private ExternalProgram.Result run(String program, String calling, Object... arguments) {
        List<Object> words = new ArrayList<>(List.of("-aet", calling, "-aec", "DOZO"));
        List<Object> files = new ArrayList<>();
        for (Object argument : arguments) {
            // Paths of files to send stand behind host and port, everything else before.
            (argument instanceof Path path && path.startsWith(TestData.root()) ? files : words).add(argument);
        }
        words.addAll(List.of("127.0.0.1", server.port()));
        words.addAll(files);
        return ExternalProgram.require(program).run(words.toArray());
    }

    private static void succeed(ExternalProgram.Result result) {
        assertTrue(result.succeeded(), result.output());
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String uid(Path path, int tag) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            return file.reader(DecodingLimits.STANDARD)
                    .readUntil(Tag.PixelData)
                    .string(tag)
                    .orElseThrow();
        }
    }

    private static String syntax(Path path) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            return file.meta().map(FileMeta::syntax).orElseThrow().toString();
        }
    }

    private static byte[] dataSet(Path path) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            return file.dataSet().readAllBytes();
        }
    }
}
