package dozo.qr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.RemoteAe;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Dcmtk;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.qr.testing.Scu;
import dozo.qr.testing.TestArchive;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DCMTK's clients against a real archive. */
class DcmtkTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path directory;

    private final Uid study = Instances.newUid();
    private final Uid series = Instances.newUid();
    private final Map<Uid, byte[]> stored = new LinkedHashMap<>();
    private TestArchive archive;
    private Path received;

    @BeforeEach
    void storeAStudy() throws Exception {
        archive = TestArchive.start(directory, TestArchive.Options.defaults());
        received = Files.createDirectory(directory.resolve("received"));
        List<Attributes> instances = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            Instances ct = Instances.ct()
                    .characterSet("", "ISO 2022 IR 87")
                    .study(study)
                    .series(series);
            instances.add(
                    ct.patientName("Yamada^Tarou=山田^太郎").instanceNumber(number).build());
        }
        new Scu(archive.remote()).store(instances.toArray(Attributes[]::new));
        for (Attributes instance : instances) {
            stored.put(instance.uid(Tag.SOPInstanceUID).orElseThrow(), DatasetWriter.toBytes(instance, EXPLICIT));
        }
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    @ParameterizedTest
    @CsvSource({
        "-P, PATIENT, PatientName=yama*,        1",
        "-S, STUDY,   PatientName=YAMADA^TAROU, 1",
        "-S, STUDY,   PatientName=Suzuki*,      0",
        "-S, STUDY,   StudyDate=20261101-,      1",
        "-S, SERIES,  Modality=CT,              1",
        "-S, IMAGE,   InstanceNumber=3,         1",
        "-S, IMAGE,   InstanceNumber,           5",
    })
    void findsAtEachLevel(String model, String level, String key, int answers) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-v", "-X", "-od", received.toString(), model));
        arguments.addAll(List.of("-k", "QueryRetrieveLevel=" + level, "-k", key));
        if (level.equals("SERIES") || level.equals("IMAGE")) {
            arguments.addAll(List.of("-k", "StudyInstanceUID=" + study));
        }
        if (level.equals("IMAGE")) {
            arguments.addAll(List.of("-k", "SeriesInstanceUID=" + series, "-k", "SOPInstanceUID"));
        }
        Dcmtk.Result result = run("findscu", arguments);
        assertEquals(0, result.exitCode(), result::output);
        assertEquals(answers, files(received).size(), result::output);
    }

    @Test
    void findsByAUtf8NameAndAnswersInUtf8() throws Exception {
        Dcmtk.Result result = run(
                "findscu",
                List.of(
                        "-S",
                        "-X",
                        "-od",
                        received.toString(),
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "SpecificCharacterSet=ISO_IR 192",
                        "-k",
                        "StudyInstanceUID",
                        "-k",
                        "PatientName=Yamada*=山田*"));
        assertEquals(0, result.exitCode(), result::output);
        try (Part10File answer = Part10File.open(files(received).get(0))) {
            Attributes match = answer.reader(DecodingLimits.STANDARD).readAll();
            assertEquals("Yamada^Tarou=山田^太郎", match.string(Tag.PatientName).orElseThrow());
        }
    }

    @Test
    void getsAStudyByteForByte() throws Exception {
        Dcmtk.Result result = run(
                "getscu",
                List.of(
                        "-S",
                        "+B",
                        "-od",
                        received.toString(),
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=" + study));
        assertEquals(0, result.exitCode(), result::output);
        assertReceivedAsStored();
    }

    @Test
    void movesAStudyToAListenerByteForByte() throws Exception {
        int port = Ports.free();
        Path log = directory.resolve("storescp.txt");
        Process listener = Dcmtk.start(
                log, "storescp", "-aet", "RTDEST", "+B", "+xa", "-od", received.toString(), Integer.toString(port));
        try {
            Awaitility.await().until(() -> isListening(port));
            archive.addDestination(new RemoteAe(new AeTitle("RTDEST"), "127.0.0.1", port));
            Dcmtk.Result result = run(
                    "movescu",
                    List.of(
                            "-v",
                            "-aem",
                            "RTDEST",
                            "-S",
                            "-k",
                            "QueryRetrieveLevel=STUDY",
                            "-k",
                            "StudyInstanceUID=" + study));
            assertEquals(0, result.exitCode(), result::output);
            assertReceivedAsStored();
        } finally {
            listener.destroy();
            listener.waitFor();
        }
    }

    @Test
    void tellsMovescuThatADestinationIsUnknown() throws Exception {
        Dcmtk.Result result = run(
                "movescu",
                List.of(
                        "-v",
                        "-aem",
                        "NOBODY",
                        "-S",
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=" + study));
        assertTrue(
                result.output().contains("a801") || result.output().contains("MoveDestinationUnknown"), result::output);
    }

    private Dcmtk.Result run(String program, List<String> arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-aet", "RTSCU", "-aec", "ARCHIVE"));
        all.addAll(arguments);
        all.addAll(List.of("127.0.0.1", Integer.toString(archive.port())));
        return Dcmtk.run(program, all.toArray(String[]::new));
    }

    private void assertReceivedAsStored() throws IOException {
        List<Path> files = files(received);
        assertEquals(stored.size(), files.size());
        for (Path file : files) {
            try (Part10File part10 = Part10File.open(file)) {
                Uid instance = part10.meta().orElseThrow().sopInstance();
                assertEquals(EXPLICIT, part10.syntax());
                assertArrayEquals(stored.get(instance), part10.dataSet().readAllBytes(), instance::value);
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
