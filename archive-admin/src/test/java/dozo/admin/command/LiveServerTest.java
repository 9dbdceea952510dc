package dozo.admin.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dozo.admin.testing.Commands;
import dozo.admin.testing.Commands.Result;
import dozo.admin.testing.ServerProcess;
import dozo.core.dataset.Tag;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import dozo.core.value.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands against a server that runs as a process of its own on H2, which only one process can open. The tests tell one
 * story in order; the last ones stop, kill and restart the server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveServerTest {

    private static final Uid STUDY = Instances.newUid();
    private static final int IMAGES = 5;

    @TempDir
    static Path directory;

    private Path config;
    private Commands dozo;
    private ServerProcess server;
    private Path images;

    @BeforeAll
    void prepare() throws Exception {
        config = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom { port = %d, time-outs { drain = 5s } }
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(Ports.free()));
        dozo = new Commands(config);
        images = Files.createDirectory(directory.resolve("images"));
        for (int i = 0; i < IMAGES; i++) {
            byte[] file = Instances.ct()
                    .study(STUDY)
                    .patientName("Yamada^Tarou")
                    .instanceNumber(i)
                    .file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            Files.write(images.resolve("image" + i + ".dcm"), file);
        }
        dozo.run("volume", "init", "local", "--mkdir").exits(0);
        server = ServerProcess.start(config);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void tellsThatItServes() {
        JsonNode status = dozo.run("status", "--json").exits(0).json();
        assertTrue(status.get("serving").asBoolean());
        assertEquals(1, status.get("epoch").asInt());
        assertEquals("ONLINE", status.at("/volumes/0/state").asText());
        dozo.run("echo").exits(0);
    }

    @Test
    @Order(2)
    void storesFindsAndFetchesByCommands() throws Exception {
        assertEquals(
                IMAGES,
                dozo.run("send", images.toString(), "--associations", "2", "--json")
                        .exits(0)
                        .json()
                        .get("sent")
                        .asInt());
        JsonNode found =
                dozo.run("find", "-k", "PatientName=YAMADA*", "--json").exits(0).json();
        assertEquals(STUDY.value(), found.at("/answers/0/StudyInstanceUID").asText());
        Path out = directory.resolve("fetched");
        dozo.run("get", "--study", STUDY.value(), "--out", out.toString()).exits(0);
        try (Stream<Path> files = Files.list(images)) {
            for (Path sent : files.toList()) {
                assertTrue(
                        contains(out, Files.readAllBytes(sent)), "not fetched as it was sent: " + sent.getFileName());
            }
        }
    }

    /** Whoever names what is to be done means something; a query without a match is an answer, though. */
    @Test
    @Order(3)
    void tellsScriptsThatNothingIsStoredOfWhatTheyName() {
        String out = directory.resolve("nothing").toString();
        Result got = dozo.run("get", "--study", "1.2.3", "--out", out).exits(3);
        assertTrue(got.out().contains("has nothing of what was named"), got.out());
        assertEquals(
                0,
                dozo.run("get", "--study", "1.2.3", "--out", out, "--json")
                        .exits(3)
                        .json()
                        .get("files")
                        .asInt());
        dozo.run("ae", "add", "IDLE", "--host", "127.0.0.1", "--port", "1").exits(0);
        Result moved =
                dozo.run("move", "--study", "1.2.3", "--destination", "IDLE").exits(3);
        assertTrue(moved.out().contains("has nothing of what was named"), moved.out());
        dozo.run("ae", "remove", "IDLE").exits(0);
        Result verified =
                dozo.run("verify", "--study", STUDY.value() + ",1.2.3").exits(2);
        assertTrue(verified.err().contains("No study 1.2.3 is stored here"), verified.err());
        dozo.run("verify", "--study", STUDY.value()).exits(0);
        dozo.run("find", "--study", "1.2.3").exits(0);
        dozo.run("study", "list", "--name", "NOBODY").exits(0);
    }

    @Test
    @Order(3)
    void showsStudiesWithVersionsAndCopies() {
        Result list = dozo.run("study", "list", "--name", "yamada*").exits(0);
        assertTrue(list.out().contains("Yamada^Tarou"), list.out());
        JsonNode study =
                dozo.run("study", "show", STUDY.value(), "--json").exits(0).json();
        assertEquals(IMAGES, study.get("versions").asInt());
        assertTrue(study.at("/instances/0/copies/0").asText().startsWith("local:objects/"));
        dozo.run("study", "show", "1.2.3").exits(2);
    }

    @Test
    @Order(4)
    void changesTheAeTableWhileItRuns() throws Exception {
        dozo.run("echo", "--as", "STRANGER").exits(3);
        dozo.run("ae", "add", "STRANGER", "--roles", "query").exits(0);
        dozo.run("echo", "--as", "STRANGER").exits(0);
        Result refused = dozo.run("send", images.toString(), "--as", "STRANGER", "--json")
                .exits(3);
        assertEquals("0124", refused.json().at("/failures/0/status").asText());
        dozo.run("move", "--study", STUDY.value(), "--destination", "NOBODY").exits(3);
        assertTrue(dozo.run("ae", "list").exits(0).out().contains("STRANGER"));
        dozo.run("echo", "--to", "STRANGER").exits(3);
        String port = dozo.run("echo", "--json").exits(0).json().get("port").asText();
        dozo.run("ae", "add", "STRANGER", "--host", "127.0.0.1", "--port", port).exits(0);
        Result known = dozo.run("echo", "--to", "STRANGER").exits(3);
        assertTrue(known.err().startsWith("DOZO-1503 ASSOCIATION_REJECTED:"), known.err());
        dozo.run("ae", "remove", "STRANGER").exits(0);
        dozo.run("ae", "remove", "STRANGER").exits(2);
        dozo.run("echo", "--as", "STRANGER").exits(3);
    }

    @Test
    @Order(5)
    void commitsItselfToWhatItHas() throws Exception {
        JsonNode report =
                dozo.run("commit", images.toString(), "--json").exits(0).json();
        assertEquals(IMAGES, report.get("committed").size());
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.write(other.resolve("a.dcm"), Instances.ct().file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        assertEquals(
                1,
                dozo.run("commit", other.toString(), "--json")
                        .exits(3)
                        .json()
                        .get("failed")
                        .size());
    }

    @Test
    @Order(6)
    void refusesWithA700WhileItsOnlyVolumeIsDrained() throws Exception {
        Path one = Files.createDirectory(directory.resolve("one"));
        Files.write(one.resolve("a.dcm"), Instances.mr().file(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        dozo.run("volume", "drain", "local", "--reason", "it is to be moved").exits(0);
        assertEquals(
                "A700",
                dozo.run("send", one.toString(), "--json")
                        .exits(3)
                        .json()
                        .at("/failures/0/status")
                        .asText());
        dozo.run(
                        "get",
                        "--study",
                        STUDY.value(),
                        "--out",
                        directory.resolve("while-draining").toString())
                .exits(0);
        dozo.run("volume", "online", "local").exits(2);
        dozo.run("volume", "online", "local", "--reason", "it stays").exits(0);
        assertEquals(List.of("it is to be moved", "it stays"), reasonsOfVolumeEvents());
        dozo.run("send", one.toString()).exits(0);
    }

    /** It is found no longer, but what was received under it is kept, and so must be shown and tested. */
    @Test
    @Order(7)
    void showsAndVerifiesAStudyWhoseInstancesHaveAllBeenReplacedFromAnother() throws Exception {
        Uid left = Instances.newUid();
        Uid taken = Instances.newUid();
        Uid series = Instances.newUid();
        Uid instance = Instances.newUid();
        Path sent = Files.createDirectory(directory.resolve("replaced"));
        for (Uid study : List.of(left, taken)) {
            byte[] file = Instances.mr()
                    .study(study)
                    .series(series)
                    .sopInstance(instance)
                    .file(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            Files.write(sent.resolve("a.dcm"), file);
            dozo.run("send", sent.toString()).exits(0);
        }
        assertTrue(dozo.run("find", "--study", left.value(), "--json")
                .exits(0)
                .json()
                .get("answers")
                .isEmpty());

        JsonNode shown =
                dozo.run("study", "show", left.value(), "--json").exits(0).json();
        assertEquals(1, shown.get("versions").asInt());
        assertEquals(instance.value(), shown.at("/instances/0/sopInstanceUid").asText());
        assertEquals(1, shown.at("/instances/0/version").asInt());
        assertFalse(shown.at("/instances/0/current").asBoolean());
        Result table = dozo.run("study", "show", left.value()).exits(0);
        assertTrue(table.out().contains("1 (superseded)"), table.out());
        JsonNode other =
                dozo.run("study", "show", taken.value(), "--json").exits(0).json();
        assertEquals(2, other.at("/instances/0/version").asInt());
        assertTrue(other.at("/instances/0/current").asBoolean());

        for (Uid study : List.of(left, taken)) {
            JsonNode verified = dozo.run("verify", "--study", study.value(), "--json")
                    .exits(0)
                    .json();
            assertEquals(1, verified.get("objects").asInt(), "versions read of " + study);
        }
    }

    /** In the order of the journals. */
    private List<String> reasonsOfVolumeEvents() throws IOException {
        List<String> reasons = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory.resolve("data/volumes/local/journal"))) {
            for (Path journal : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String line : Files.readAllLines(journal)) {
                    JsonNode fact = new ObjectMapper().readTree(line);
                    if (fact.get("kind").asText().equals("volume-event")) {
                        assertEquals(
                                System.getProperty("user.name"),
                                fact.get("actor").asText());
                        reasons.add(fact.get("reason").asText());
                    }
                }
            }
        }
        return reasons;
    }

    @Test
    @Order(7)
    void keepsInQuarantineWhatItCannotFile() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("odd"));
        Files.write(
                odd.resolve("a.dcm"),
                Instances.ct().without(Tag.StudyInstanceUID).file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        dozo.run("send", odd.toString()).exits(3);
        JsonNode entries = dozo.run("quarantine", "list", "--json").exits(0).json();
        assertEquals(1, entries.get("total").asInt());
        String id = entries.at("/entries/0/id").asText();
        assertTrue(dozo.run("quarantine", "show", id).exits(0).out().contains("DOZO-14"));
        assertEquals(
                1,
                dozo.run("quarantine", "retry", id, "--json")
                        .exits(3)
                        .json()
                        .get("refused")
                        .asInt());
        dozo.run("quarantine", "retry").exits(2);
        dozo.run("quarantine", "show", "nothing").exits(2);
    }

    @Test
    @Order(8)
    void rebuildsTheIndexWhileItServes() {
        JsonNode before = dozo.run("study", "show", STUDY.value(), "--json").json();
        assertTrue(dozo.run("reindex", "--json").exits(0).json().get("complete").asBoolean());
        assertEquals(before, dozo.run("study", "show", STUDY.value(), "--json").json());
    }

    @Test
    @Order(9)
    void keepsASecondServerOut() throws Exception {
        try (ServerProcess second = ServerProcess.launch(config)) {
            assertEquals(6, second.await(), second::log);
            assertTrue(second.log().contains("NOT_ACTIVE"), second::log);
            assertFalse(second.log().contains("\tat "), second::log);
        }
        dozo.run("status").exits(0);
    }

    @Test
    @Order(10)
    void endsWithZeroAfterSigterm() throws Exception {
        assertEquals(0, server.terminate(), server::log);
        assertTrue(server.log().contains("Stopped after"), server::log);
        dozo.run("echo").exits(3);
    }

    @Test
    @Order(11)
    void commandsOpenTheArchiveThemselvesWhenNoServerRuns() {
        JsonNode status = dozo.run("status", "--json").exits(6).json();
        assertFalse(status.get("serving").asBoolean());
        assertEquals(IMAGES + 2, status.get("instances").asInt());
        dozo.run("verify").exits(0);
        Result unknown = dozo.run("echo", "--to", "STRANGER").exits(3);
        assertTrue(unknown.err().startsWith("DOZO-1407 DESTINATION_UNKNOWN:"), unknown.err());
        dozo.run("ae", "add", "ADDED", "--host", "127.0.0.1", "--port", "1").exits(0);
        Result added = dozo.run("echo", "--to", "ADDED").exits(3);
        assertTrue(added.err().startsWith("DOZO-1501 PEER_UNREACHABLE:"), added.err());
    }

    @Test
    @Order(12)
    void keepsEverythingThroughAKill() throws Exception {
        server = ServerProcess.start(config);
        Path last = Files.createDirectory(directory.resolve("last"));
        Files.write(last.resolve("a.dcm"), Instances.ct().file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        dozo.run("send", last.toString()).exits(0);
        server.kill();
        server = ServerProcess.start(config);
        assertEquals(
                IMAGES + 3,
                dozo.run("status", "--json").exits(0).json().get("instances").asInt());
        dozo.run("verify").exits(0);
    }

    @Test
    @Order(13)
    void verifyTellsWhichObjectWasDamaged() throws Exception {
        JsonNode instance =
                dozo.run("study", "show", STUDY.value(), "--json").json().at("/instances/0");
        String copy = instance.at("/copies/0").asText();
        Path object = directory.resolve("data/volumes/local").resolve(copy.substring(copy.indexOf(':') + 1));
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length - 1] ^= 1;
        object.toFile().setWritable(true);
        Files.write(object, bytes, StandardOpenOption.WRITE);
        JsonNode verified = dozo.run("verify", "--json").exits(5).json();
        assertEquals(instance.get("sopInstanceUid"), verified.at("/findings/0/sopInstanceUid"));
        Result got = dozo.run(
                "get",
                "--study",
                STUDY.value(),
                "--out",
                directory.resolve("damaged").toString(),
                "--json");
        assertEquals(1, got.exits(3).json().get("failed").asInt());
    }

    private static boolean contains(Path directory, byte[] file) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            for (Path candidate : all) {
                if (Arrays.equals(file, Files.readAllBytes(candidate))) {
                    return true;
                }
            }
            return false;
        }
    }
}
