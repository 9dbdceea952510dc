package dozo.admin.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.testing.Commands;
import dozo.admin.testing.ServerProcess;
import dozo.core.config.DozoConfig;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop ends, whatever does not. */
class StopBoundTest {

    private static final Path UNIT = Path.of("..", "conf", "dozo.service");

    @TempDir
    Path directory;

    @Test
    void aServerOfWhichOneThingDoesNotCloseSaysSoAndEnds() throws Exception {
        Path config = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                stop-time-out = 2s
                data-directory = "data"
                dicom { port = %d, time-outs { drain = 1s } }
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(Ports.free()));
        Path image = Files.write(
                directory.resolve("image.dcm"), Instances.ct().file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        Commands dozo = new Commands(config);
        dozo.run("volume", "init", "local", "--mkdir").exits(0);
        try (ServerProcess stuck = ServerProcess.start(config, StuckServer.class)) {
            dozo.run("send", image.toString()).exits(0);

            assertEquals(FailureCode.STOP_OVERDUE.category().exitCode(), stuck.terminate(), stuck::log);

            String told = "DOZO-" + FailureCode.STOP_OVERDUE.number();
            assertEquals(1, stuck.log().split(told, -1).length - 1, stuck::log);
        }
        try (ServerProcess next = ServerProcess.start(config)) {
            assertEquals(
                    1,
                    dozo.run("status", "--json")
                            .exits(0)
                            .json()
                            .get("instances")
                            .asInt());
            assertEquals(0, next.terminate(), next::log);
        }
    }

    /** Behind the bound the process has a few seconds for its last words. */
    @Test
    void systemdKillsNoServerThatKeepsItsBound() throws Exception {
        Matcher timeOut = Pattern.compile("(?m)^TimeoutStopSec=(\\d+)$").matcher(Files.readString(UNIT));
        assertTrue(timeOut.find());
        Duration killed = Duration.ofSeconds(Long.parseLong(timeOut.group(1)));
        assertTrue(DozoConfig.DEFAULT_STOP_TIME_OUT.plusSeconds(10).compareTo(killed) <= 0);
    }
}
