package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class FenceH2Test extends FenceContract {

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    /** Within one process H2 lets a second one in; between processes its file lock does not. */
    @Override
    ArchiveIndex takeOver() throws OperatingFailure {
        return ArchiveIndex.open(config, LIMITS, Clock.systemUTC());
    }

    @Test
    void aSecondProcessIsRefusedWhileTheFileIsOpen() throws Exception {
        assertEquals(6, secondProcess());
        index.close();
        assertEquals(0, secondProcess());
        index = takeOver();
    }

    private int secondProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondProcess.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("second-process.log").toFile())
                .start();
        return process.waitFor();
    }
}
