package dozo.admin.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dozo.admin.testing.StuckIndex;
import dozo.core.config.ConfigurationFile;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Standstill;
import dozo.storage.integrity.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalChannelTest {

    @TempDir
    Path directory;

    private final Standstill standstill = new Standstill();

    /** A command that works without a server ends like a server, whatever does not. */
    @Test
    void isOverdueWhenTheArchiveDoesNotCloseWithinTheBoundOfAStop() throws Exception {
        Path config = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                stop-time-out = 1s
                dicom { time-outs { drain = 500ms } }
                """);
        LocalChannel channel = LocalChannel.open(
                ConfigurationFile.read(config), StuckIndex.foundation(standstill), Progress.Listener.NONE);
        assertFalse(channel.run(new StatusShow(), new Nothing(), Progress.Listener.NONE)
                .serving());

        OperatingFailure overdue = assertThrows(OperatingFailure.class, channel::close);

        assertEquals(FailureCode.STOP_OVERDUE, overdue.code());
        standstill.letGo();
        standstill.thread().join();
    }
}
