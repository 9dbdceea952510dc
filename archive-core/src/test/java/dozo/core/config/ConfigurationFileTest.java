package dozo.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {

    @TempDir
    Path directory;

    @Test
    void anEmptyFileMeansTheDefaults() throws Exception {
        assertEquals(DozoConfig.defaults(), read(""));
    }

    @Test
    void theSampleFileSaysWhatTheDefaultsAre() throws Exception {
        assertEquals(DozoConfig.defaults(), ConfigurationFile.read(SampleConfiguration.FILE));
    }

    @Test
    void everythingBelowTheDataDirectoryMovesWithIt() throws Exception {
        DozoConfig config = read("data-directory = \"data\"");
        assertEquals(DozoConfig.defaults(directory.resolve("data")), config);
    }

    @Test
    void tellsAllProblemsAtOnceWithTheirLines() {
        ConfigurationInvalid invalid = refused(
                """
                nodes = "typing error"
                dicom {
                  port = 70000
                  time-outs { artim = 30 }
                  limits { pdu-length = 1B }
                }
                query = 5
                ae = [ { title = "A\\\\B" }, { title = "A" }, { title = "A" } ]
                """);
        assertEquals(FailureCode.CONFIGURATION_INVALID, invalid.code());
        assertEquals(
                List.of(
                        "1 nodes",
                        "3 dicom.port",
                        "4 dicom.time-outs.artim",
                        "5 dicom.limits.pdu-length",
                        "7 query",
                        "8 ae[0].title",
                        "8 ae[2].title"),
                invalid.problems().stream()
                        .map(problem -> problem.line() + " " + problem.key())
                        .toList());
        assertTrue(invalid.getMessage().contains("has 7 problems"), invalid.getMessage());
        assertTrue(invalid.getMessage().contains("line 3: dicom.port: must be a whole number"), invalid.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "storage { low-water = \"95%\" } | storage.low-water",
                "storage { high-water = 95 } | storage.high-water",
                "storage { groups = [] } | storage.groups",
                "storage { groups = [{ name = a, volumes = [] }] } | storage.groups[0].volumes",
                "storage { groups = [{ name = a, volumes = [{ name = v }] }] } | storage.groups[0].volumes[0].path",
                "storage { groups = [{ name = \"../a\", volumes = [{ name = v, path = v }] }] } | storage.groups[0].name",
                "stop-time-out = 59s | stop-time-out",
                "commitment { retry-delay = 2h } | commitment.retry-delay-max",
                "ae = [{ title = A, host = a }] | ae[0].host",
                "ae = [{ title = A, roles = [everything] }] | ae[0].roles[0]",
                "ae = [{ title = A, networks = [localhost] }] | ae[0].networks[0]",
                "ae = [{ title = A, tls = true }] | ae[0].tls",
                "ae = [{ host = a, port = 1 }] | ae[0].title",
                "ae = { title = A } | ae",
                "dicom { ae-titles = [] } | dicom.ae-titles",
                "dicom { tls { key-store = none, trust-store = none } } | dicom.tls.key-store",
                "dicom { sop-classes { deny = [\"1.2.x\"] } } | dicom.sop-classes.deny[0]",
                "database { url = \"jdbc:oracle:thin\" } | database.url",
                "database { password-file = none } | database.password-file",
                "query { time-out = -5s } | query.time-out",
                "query { time-out = soon } | query.time-out"
            })
    void refusesWhatCannotWork(String text, String key) {
        assertEquals(key, refused(text).problems().get(0).key());
    }

    @Test
    void refusesTwoVolumesOfOneNameOrOnePath() {
        ConfigurationInvalid invalid = refused(
                """
                storage.groups = [
                  { name = a, volumes = [ { name = v, path = x } ] }
                  { name = b, volumes = [ { name = v, path = y } ] }
                  { name = b, volumes = [ { name = w, path = x } ] }
                ]
                """);
        assertEquals(
                List.of(
                        "storage.groups[1].volumes[0].name",
                        "storage.groups[2].name",
                        "storage.groups[2].volumes[0].path"),
                invalid.problems().stream().map(ConfigProblem::key).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dicom {", "a = ${missing}", "]"})
    void tellsTheLineOfASyntaxError(String text) {
        ConfigProblem problem = refused("node = n\n" + text).problems().get(0);
        assertTrue(problem.line() >= 2, problem.toString());
    }

    @Test
    void tellsThatAFileIsMissing() {
        Path missing = directory.resolve("missing.conf");
        ConfigurationInvalid invalid = assertThrows(ConfigurationInvalid.class, () -> ConfigurationFile.read(missing));
        assertTrue(invalid.getMessage().contains("is not there: name a file with --config"), invalid.getMessage());
    }

    @Test
    void refusesAControlSocketThatTheSystemCouldNotOpen() {
        assertEquals(
                "control",
                refused("control.socket = " + "x".repeat(120)).problems().get(0).key());
    }

    @Test
    void takesThePasswordFromTheFirstLineOfItsFileAndNeverShowsIt() throws Exception {
        Files.writeString(directory.resolve("pw"), "s3cret\nsecond line\n");
        DozoConfig config = read("database.password-file = pw");
        assertEquals("s3cret", config.database().password().reveal());
        assertFalse(config.toString().contains("s3cret"));
    }

    private DozoConfig read(String text) throws ConfigurationInvalid, IOException {
        return ConfigurationFile.read(Files.writeString(directory.resolve("test.conf"), text));
    }

    private ConfigurationInvalid refused(String text) {
        return assertThrows(ConfigurationInvalid.class, () -> read(text));
    }
}
