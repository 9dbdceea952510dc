package dozo.admin.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.security.auth.module.UnixSystem;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void isMadeForItsUserOnly() throws Exception {
        Path data = directory.resolve("a/data");
        DataDirectory.make(data);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
        DataDirectory.make(data);
    }

    @Test
    void isLeftAloneByEveryOtherUser() throws Exception {
        long owner = new UnixSystem().getUid();
        DataDirectory.requireOwner(directory, owner);
        OperatingFailure failure =
                assertThrows(OperatingFailure.class, () -> DataDirectory.requireOwner(directory, owner + 1));
        assertEquals(FailureCode.CONFIGURATION_INVALID, failure.code());
        String command = "sudo -u " + Files.getOwner(directory).getName() + " dozo";
        assertTrue(failure.getMessage().contains(command), failure.getMessage());
    }

    @Test
    void belongsToNobodyBeforeItIsMade() throws Exception {
        DataDirectory.requireOwner(directory.resolve("none"), 4711);
    }
}
