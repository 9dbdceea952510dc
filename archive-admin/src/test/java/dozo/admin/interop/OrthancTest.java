package dozo.admin.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.core.dataset.Tag;
import dozo.core.testing.ExternalProgram;
import dozo.core.testing.Ports;
import dozo.core.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Debian's Orthanc sends what it holds, finds it in the archive, and has it back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrthancTest {

    @TempDir
    static Path directory;

    private InteropArchive archive;
    private Orthanc orthanc;
    /** What Orthanc was given, by its own name of each. */
    private final Map<String, Path> uploaded = new LinkedHashMap<>();

    private JsonNode sent;

    @BeforeAll
    void sendAll() throws Exception {
        ExternalProgram.require("Orthanc");
        int dicomPort = Ports.free();
        archive = InteropArchive.start(directory, Map.of(Orthanc.TITLE, dicomPort));
        orthanc = Orthanc.start(directory, dicomPort, archive.port());
        for (Path file : files()) {
            uploaded.put(orthanc.upload(file), file);
        }
        String ids = String.join("\", \"", uploaded.keySet());
        sent = orthanc.post("/modalities/archive/store", "{\"Resources\": [\"" + ids + "\"]}");
    }

    @AfterAll
    void stop() {
        if (orthanc != null) {
            orthanc.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    /** A study of several series, and one instance each of what Orthanc passes on as it is. */
    private static Iterable<Path> files() throws IOException {
        Stream<Path> single = Stream.of(
                        "ts/ct12_explicit_le",
                        "ts/rle",
                        "ts/jpeg_baseline_gray8",
                        "ts/jpeg_lossless_sv1",
                        "ts/jpegls_lossless",
                        "ts/j2k_lossless",
                        "charset/chrH31",
                        "charset/chrX1")
                .map(name -> TestData.file(name + ".dcm"));
        return Stream.concat(SentFile.in(TestData.file("hier")).stream(), single)
                .toList();
    }

    @Test
    void echoes() throws IOException {
        assertTrue(orthanc.post("/modalities/archive/echo", "{}").isEmpty());
    }

    @Test
    void sendsEverythingItHolds() throws Exception {
        assertEquals(uploaded.size(), sent.get("InstancesCount").asInt(), sent::toString);
        assertEquals(0, sent.get("FailedInstancesCount").asInt(), sent::toString);
    }

    @Test
    void findsAPatientByAJapaneseName() throws IOException {
        JsonNode answers = query("{\"PatientName\": \"*山田*\"}");
        assertEquals(1, answers.size());
    }

    @Test
    void findsTheStudyOfSeveralSeries() throws IOException {
        String study = SentFile.value(TestData.file("hier/se0_im0.dcm"), Tag.StudyInstanceUID);
        assertEquals(1, query("{\"StudyInstanceUID\": \"" + study + "\"}").size());
    }

    @Test
    void hasItBackByMove() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (Map.Entry<String, Path> file : uploaded.entrySet()) {
            expected.put(file.getKey(), SentFile.values(file.getValue()));
            orthanc.delete("/instances/" + file.getKey());
        }
        assertEquals(0, orthanc.get("/instances").size());
        for (String study : archive.studies(Orthanc.TITLE)) {
            assertEquals(
                    "0000", archive.move(Orthanc.TITLE, study, Orthanc.TITLE).status());
        }
        Map<String, String> back = new TreeMap<>();
        for (JsonNode instance : orthanc.get("/instances")) {
            byte[] file = orthanc.download("/instances/" + instance.asText() + "/file");
            back.put(instance.asText(), SentFile.values(new ByteArrayInputStream(file)));
        }
        assertEquals(expected, back);
    }

    @Test
    void asksForTheMoveItself() throws Exception {
        JsonNode query = orthanc.post(
                "/modalities/archive/query", "{\"Level\": \"Study\", \"Query\": {\"PatientName\": \"*山田*\"}}");
        JsonNode moved =
                orthanc.post(query.get("Path").asText() + "/answers/0/retrieve", "{\"TargetAet\": \"ORTHANC\"}");
        // Where a sub-operation fails Orthanc answers with status 500.
        assertEquals(InteropArchive.TITLE, moved.path("RemoteAet").asText(), moved::toString);
    }

    @Test
    void hasItsStorageCommitted() throws Exception {
        Path file = TestData.file("hier/se0_im0.dcm");
        String body = "{\"DicomInstances\": [[\"%s\", \"%s\"]]}"
                .formatted(SentFile.value(file, Tag.SOPClassUID), SentFile.value(file, Tag.SOPInstanceUID));
        String report = orthanc.post("/modalities/archive/storage-commitment", body)
                .get("Path")
                .asText();
        Awaitility.await()
                .until(() -> !orthanc.get(report).get("Status").asText().equals("Pending"));
        assertEquals("Success", orthanc.get(report).get("Status").asText());
    }

    private JsonNode query(String keys) throws IOException {
        JsonNode query = orthanc.post("/modalities/archive/query", "{\"Level\": \"Study\", \"Query\": " + keys + "}");
        return orthanc.get(query.get("Path").asText() + "/answers");
    }
}
