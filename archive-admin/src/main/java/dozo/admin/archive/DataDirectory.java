package dozo.admin.archive;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What a node writes beside its volumes. */
public final class DataDirectory {

    private DataDirectory() {}

    /**
     * Makes the directory when it is missing, for the archive's user only: the embedded database in it names patients. The
     * permissions of one that is there are the administrator's.
     */
    public static void make(Path directory) throws OperatingFailure {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "The data directory " + directory + " cannot be made. Nothing was started. Make it, owned by the"
                            + " archive's user, or set data-directory to another place.",
                    e);
        }
    }
}
