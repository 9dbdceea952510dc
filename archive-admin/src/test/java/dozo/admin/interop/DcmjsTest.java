package dozo.admin.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.testing.Ports;
import dozo.core.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** dcmjs-dimse, written in JavaScript, as a client of every service and as a destination. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DcmjsTest {

    @TempDir
    static Path directory;

    private Dcmjs dcmjs;
    private InteropArchive archive;
    private Process destination;
    private Path moved;
    private String study;
    private List<Path> files;
    private List<JsonNode> stored;

    @BeforeAll
    void store() throws Exception {
        dcmjs = Dcmjs.require();
        moved = Files.createDirectory(directory.resolve("moved"));
        int port = Ports.free();
        destination = dcmjs.serve(port, moved);
        archive = InteropArchive.start(directory, Map.of(Dcmjs.TITLE, port));
        files = SentFile.in(TestData.file("hier"));
        study = SentFile.value(files.get(0), Tag.StudyInstanceUID);
        stored = dcmjs.call("store", archive.port(), files.toArray());
    }

    @AfterAll
    void stop() {
        if (destination != null) {
            destination.destroy();
        }
        if (archive != null) {
            archive.close();
        }
    }

    @Test
    void echoes() {
        assertStatus(DimseStatus.SUCCESS, dcmjs.call("echo", archive.port()));
    }

    @Test
    void isToldSuccessForEachInstance() {
        assertEquals(files.size(), stored.size());
        stored.forEach(response -> assertStatus(DimseStatus.SUCCESS, List.of(response)));
    }

    @Test
    void findsStudiesAndSeries() {
        List<JsonNode> studies =
                dcmjs.call("find", archive.port(), "STUDY", "PatientName=hierarchy*", "StudyInstanceUID=");
        assertStatus(DimseStatus.SUCCESS, studies);
        assertEquals(
                study, studies.get(0).get("dataset").get("StudyInstanceUID").asText());
        List<JsonNode> series =
                dcmjs.call("find", archive.port(), "SERIES", "StudyInstanceUID=" + study, "Modality=CT");
        assertEquals(2, series.size(), "one series and the final response: " + series);
    }

    @Test
    void getsTheStudy() throws Exception {
        Path got = Files.createDirectory(directory.resolve("got"));
        assertStatus(DimseStatus.SUCCESS, dcmjs.call("get", archive.port(), study, got));
        assertEquals(essentials(files), essentials(SentFile.in(got)));
    }

    @Test
    void isADestinationOfItsOwnMove() throws Exception {
        assertStatus(DimseStatus.SUCCESS, dcmjs.call("move", archive.port(), study, Dcmjs.TITLE));
        assertEquals(essentials(files), essentials(SentFile.in(moved)));
    }

    private static void assertStatus(int expected, List<JsonNode> responses) {
        assertEquals(expected, responses.get(responses.size() - 1).get("status").asInt(), responses::toString);
    }

    /** What a peer that decodes and encodes anew must keep: who, what, and every pixel. */
    private static Map<String, String> essentials(List<Path> files) throws IOException {
        Map<String, String> essentials = new TreeMap<>();
        for (Path file : files) {
            String uid = SentFile.value(file, Tag.SOPInstanceUID);
            essentials.put(uid, SentFile.value(file, Tag.PatientName) + " " + SentFile.pixels(file));
        }
        return essentials;
    }
}
