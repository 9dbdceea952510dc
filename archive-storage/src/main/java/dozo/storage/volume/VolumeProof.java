package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves before each use that a path shows the volume it should show, by its identity file, which is read again whenever it is
 * not the file that was read before. A path where nothing is mounted, or where another disk is, must never swallow an image.
 * Thread-safe.
 */
final class VolumeProof {

    private record Seen(FileStamp file, VolumeIdentity identity) {}

    /** Something that the disk tells of the file. */
    private interface Look<T> {
        T at() throws IOException;
    }

    private final String name;
    private final String path;
    private final Disk disk;
    private volatile Optional<VolumeId> expected;
    private volatile @Nullable Seen seen;

    VolumeProof(String name, String path, Disk disk, Optional<VolumeId> expected) {
        this.name = name;
        this.path = path;
        this.disk = disk;
        this.expected = expected;
    }

    /** Who the volume is: as last proven, else as expected, else unknown. */
    Optional<VolumeId> id() {
        Seen last = seen;
        return last != null ? Optional.of(last.identity.id()) : expected;
    }

    /** From now on nobody else is the volume, whoever was seen before. @return whether somebody else was known as it */
    boolean expect(VolumeId id) {
        boolean isOther = id().filter(known -> !known.equals(id)).isPresent();
        expected = Optional.of(id);
        if (isOther) {
            seen = null;
        }
        return isOther;
    }

    /** Who the path shows now, be it the volume or not. @throws OperatingFailure when it shows no volume of this name */
    VolumeId found() throws OperatingFailure {
        return requireName(decode(read())).id();
    }

    /** @throws OperatingFailure {@code VOLUME_LOST} when nothing is there, {@code VOLUME_IDENTITY_MISMATCH} when another is */
    VolumeIdentity prove() throws OperatingFailure {
        FileStamp file = look(() -> disk.stamp(VolumeIdentity.FILE));
        Seen last = seen;
        return last != null && last.file.equals(file) ? last.identity : examine(file, read());
    }

    private byte[] read() throws OperatingFailure {
        return look(() -> DiskBytes.read(disk, VolumeIdentity.FILE, VolumeIdentity.MAX_BYTES));
    }

    private <T> T look(Look<T> look) throws OperatingFailure {
        try {
            return look.at();
        } catch (NoSuchFileException e) {
            throw lost("there is no file " + VolumeIdentity.FILE, e);
        } catch (IOException e) {
            throw lost("its file " + VolumeIdentity.FILE + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private VolumeIdentity decode(byte[] bytes) throws OperatingFailure {
        try {
            return VolumeIdentity.decode(bytes);
        } catch (IOException e) {
            throw mismatch("its file " + VolumeIdentity.FILE + " is not usable: " + e.getMessage(), e);
        }
    }

    private VolumeIdentity requireName(VolumeIdentity found) throws OperatingFailure {
        if (!found.name().equals(name)) {
            throw mismatch("it shows the volume named \"" + found.name() + "\"", null);
        }
        return found;
    }

    private VolumeIdentity examine(FileStamp file, byte[] bytes) throws OperatingFailure {
        VolumeIdentity found = requireName(decode(bytes));
        Optional<VolumeId> wanted = id();
        if (wanted.isPresent() && !wanted.get().equals(found.id())) {
            throw mismatch("it shows volume " + found.id() + " and not " + wanted.get(), null);
        }
        seen = new Seen(file, found);
        return found;
    }

    private OperatingFailure lost(String why, IOException cause) {
        return new OperatingFailure(
                FailureCode.VOLUME_LOST,
                "Volume " + name + " at " + path + " is not there: " + why + ". Nothing is written to the path; images"
                        + " on this volume are served from their other copies only. Mount the volume again; for a new"
                        + " one, run: dozo volume init",
                cause);
    }

    private OperatingFailure mismatch(String why, @Nullable IOException cause) {
        return new OperatingFailure(
                FailureCode.VOLUME_IDENTITY_MISMATCH,
                "The path " + path + " does not show volume " + name + ": " + why + ". Nothing is read from it or"
                        + " written to it. Mount the right volume there, or correct the configuration; where a new disk"
                        + " takes the place of a lost one, run: dozo volume replace " + name,
                cause);
    }
}
