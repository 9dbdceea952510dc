package dozo.admin.archive;

import com.sun.security.auth.module.UnixSystem;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What a node writes beside its volumes. It belongs to the archive's user, and only that user opens the archive. */
public final class DataDirectory {

    private DataDirectory() {}

    /**
     * Makes the directory when it is missing, for the archive's user only: the embedded database in it names patients. The
     * permissions of one that is there are the administrator's.
     *
     * @throws OperatingFailure DISK_ERROR when it cannot be made; else as {@link #requireOwn(Path)}
     */
    public static void make(Path directory) throws OperatingFailure {
        requireOwn(directory);
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

    /**
     * Refuses to work as another user than the owner of the directory, where it exists. Root is another user too: each file
     * that it made in there, or on a volume, would keep the archive's own user from starting the archive again.
     *
     * @throws OperatingFailure CONFIGURATION_INVALID when it belongs to another user
     */
    public static void requireOwn(Path directory) throws OperatingFailure {
        requireOwner(directory, new UnixSystem().getUid());
    }

    /** @param userId of the user this process runs as */
    static void requireOwner(Path directory, long userId) throws OperatingFailure {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try {
            int ownerId = (Integer) Files.getAttribute(directory, "unix:uid");
            if (Integer.toUnsignedLong(ownerId) != userId) {
                throw foreign(directory, Files.getOwner(directory).getName());
            }
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "The data directory " + directory + " cannot be examined. Nothing was done.",
                    e);
        }
    }

    private static OperatingFailure foreign(Path directory, String owner) {
        return new OperatingFailure(
                FailureCode.CONFIGURATION_INVALID,
                "The data directory " + directory + " belongs to the user " + owner + ", and this is another user."
                        + " Nothing was done: files made now would keep the archive from starting. Run: sudo -u "
                        + owner
                        + " dozo ...");
    }
}
