package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.util.List;

/** Makes an empty directory a volume: {@code dozo volume init}. */
public final class VolumeInitialisation {

    private static final String LOST_AND_FOUND = "lost+found";

    private VolumeInitialisation() {}

    /**
     * Writes the fixed directories and then, as the last step, the identity file: a directory without it is no volume.
     *
     * @param disk of an existing directory that is empty, or that an interrupted initialisation left
     * @throws OperatingFailure {@code CONFIGURATION_INVALID} when the directory is missing or holds anything else,
     *     {@code DISK_ERROR} when it cannot be written
     */
    public static VolumeId initialise(Disk disk, String name) throws OperatingFailure {
        List<String> fixed = List.of(ObjectPath.ROOT, "journal", AdministrativeState.DIRECTORY);
        try {
            List<String> there = disk.list("");
            for (String entry : there) {
                boolean leftOver = fixed.contains(entry) && disk.list(entry).isEmpty();
                if (!leftOver && !entry.equals(LOST_AND_FOUND)) {
                    throw new OperatingFailure(
                            FailureCode.CONFIGURATION_INVALID,
                            "The directory is not empty: it holds \"" + entry + "\". Nothing was changed. A volume is"
                                    + " made in an empty directory; if this one is a volume already, just use it.");
                }
            }
            for (String directory : fixed) {
                if (!there.contains(directory)) {
                    disk.createDirectory(directory);
                }
            }
            VolumeId id = VolumeId.random();
            DiskBytes.create(disk, "", VolumeIdentity.FILE, new VolumeIdentity(id, name).encode());
            return id;
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR,
                    "The volume could not be initialised (" + e.getMessage() + "). Make the directory, owned by Dozo's"
                            + " user, on the disk that shall hold the images, then try again.",
                    e);
        }
    }
}
