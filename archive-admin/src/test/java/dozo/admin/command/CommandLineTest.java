package dozo.admin.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dozo.admin.testing.Commands;
import dozo.admin.testing.Commands.Result;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "send", "volume", "move --study 1.2", "study show", "ae add"})
    void exitsWith2OnWrongUsage(String typed) {
        StringWriter err = new StringWriter();
        String[] words = typed.isEmpty() ? new String[0] : typed.split(" ");
        assertEquals(2, Dozo.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words));
        assertFalse(err.toString().isBlank());
        assertFalse(err.toString().contains("\tat "), err.toString());
    }

    /** A limit that is none of the possible ones is not taken for another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify --rate -1",
                "study list --limit 0",
                "study show 1.2.3 --limit -1",
                "conflict list --limit 0",
                "conflict list --offset -1",
                "find --to A@127.0.0.1:104 --limit 0",
                "commit --to A@127.0.0.1:104 --wait 0 ."
            })
    void refusesNumbersThatMeanNothing(String typed) throws Exception {
        Path file = Files.writeString(directory.resolve("dozo.conf"), "data-directory = data\n");
        Result result = new Commands(file).run(typed.split(" ")).exits(2);
        assertTrue(result.err().contains("must be at least"), result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "commit"})
    void refusesPathsThatHoldNoInstance(String command) throws Exception {
        Path file = Files.writeString(directory.resolve("dozo.conf"), "");
        Path empty = Files.createDirectory(directory.resolve("unmounted"));
        Result result = new Commands(file)
                .run(command, "--to", "A@127.0.0.1:104", empty.toString())
                .exits(2);
        assertTrue(result.err().contains("no DICOM instance in " + empty), result.err());
        assertTrue(result.err().contains("Nothing was done."), result.err());
    }

    /** No part of a name has more than 63 characters, so nobody needs to be asked about this one. */
    @Test
    void tellsThatNoHostHasTheName() throws Exception {
        Path file = Files.writeString(directory.resolve("dozo.conf"), "");
        Result result = new Commands(file)
                .run("echo", "--to", "A@" + "x".repeat(64) + ".invalid:104")
                .exits(3);
        assertTrue(result.err().contains("no host of this name is known"), result.err());
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyFailureHasItsNumberItsWordsAndTheExitCodeOfItsCategory(FailureCode code) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new Dozo()).setErr(new PrintWriter(err));
        int exit =
                new FailureReport().handleExecutionException(new OperatingFailure(code, "what\nto do"), command, null);
        assertEquals(code.category().exitCode(), exit);
        assertEquals("DOZO-" + code.number() + " " + code + ":\nwhat\nto do\n", err.toString());
    }

    @Test
    void aFaultOfTheProgramShowsNeitherStackNorMessage() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new Dozo()).setErr(new PrintWriter(err));
        int exit = new FailureReport().handleExecutionException(new IllegalStateException("secret"), command, null);
        assertEquals(1, exit);
        assertTrue(err.toString().startsWith("DOZO-1999 INTERNAL:"), err.toString());
        assertFalse(err.toString().contains("secret") || err.toString().contains("\tat "), err.toString());
    }

    @Test
    void configCheckTellsEveryProblemForPeopleAndScripts() throws Exception {
        Path file = Files.writeString(directory.resolve("dozo.conf"), "node = n\nnods = m\ndicom.port = -1\n");
        Result people = new Commands(file).run("config", "check").exits(2);
        assertTrue(
                people.err().contains("line 2: nods: ") && people.err().contains("line 3: dicom.port: "), people.err());
        JsonNode problems = new Commands(file)
                .run("config", "check", "--json")
                .exits(2)
                .json()
                .get("problems");
        assertEquals(2, problems.size());
        assertEquals("nods", problems.at("/0/key").asText());
        Files.writeString(file, "node = n\n");
        Result valid = new Commands(file).run("config", "check").exits(0);
        assertTrue(valid.out().contains("1 store group, 0 AEs"), valid.out());
    }

    @Test
    void echoTellsThatNobodyListens() throws Exception {
        Path file = Files.writeString(directory.resolve("dozo.conf"), "");
        Result result =
                new Commands(file).run("echo", "--to", "NOBODY@127.0.0.1:1").exits(3);
        assertTrue(result.err().startsWith("DOZO-1501 PEER_UNREACHABLE:"), result.err());
    }

    @Test
    void looksForTheConfigurationInOneOrder() {
        Properties home = new Properties();
        home.setProperty("dozo.home", directory.toString());
        Map<String, String> environment = Map.of("DOZO_CONFIG", "/from/environment");
        assertEquals(Path.of("given"), ConfigurationPlace.find(Path.of("given"), environment, home));
        assertEquals(Path.of("/from/environment"), ConfigurationPlace.find(null, environment, home));
        Path fallback = ConfigurationPlace.find(null, Map.of(), home);
        boolean installed = Files.exists(Path.of("/etc/dozo/dozo.conf"));
        assertEquals(installed ? Path.of("/etc/dozo/dozo.conf") : directory.resolve("conf/dozo.conf"), fallback);
    }
}
