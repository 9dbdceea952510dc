package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said when a volume cannot be used: what happened, what it means for the images, what to do. */
final class VolumeFailures {

    private VolumeFailures() {}

    static OperatingFailure full(Volume volume, Optional<VolumeUsage> usage, @Nullable IOException cause) {
        String what = usage.map(u -> "above its high-water mark, " + u.free() + " of " + u.total() + " free")
                .orElse("full: a write found no space");
        return new OperatingFailure(
                FailureCode.VOLUME_FULL,
                named(volume) + " is " + what + ". New images are refused with A700H, stored ones are safe and served;"
                        + " nothing is deleted to make room. Enlarge the volume, or add a store group.",
                cause);
    }

    static OperatingFailure readOnly(Volume volume, @Nullable IOException cause) {
        return new OperatingFailure(
                FailureCode.VOLUME_READ_ONLY,
                named(volume) + " takes no writes: its file system is read-only. New images are refused with A700H,"
                        + " stored ones are served. Look into the system's log for a disk error, then mount it writable;"
                        + " Dozo goes on by itself.",
                cause);
    }

    static OperatingFailure draining(Volume volume) {
        return new OperatingFailure(
                FailureCode.VOLUME_READ_ONLY,
                named(volume) + " is set to draining by an administrator: it is read, and takes no new images. Set it"
                        + " online, or add a store group.");
    }

    static OperatingFailure offline(Volume volume) {
        return new OperatingFailure(
                FailureCode.VOLUME_LOST,
                named(volume) + " is set offline by an administrator: its images are served from their other copies"
                        + " only. Set it online when it may be used again.");
    }

    static OperatingFailure diskError(Volume volume, String what, IOException cause) {
        return new OperatingFailure(
                FailureCode.DISK_ERROR,
                named(volume) + " had an error: " + what + " (" + cause.getMessage() + "). An image that was"
                        + " being stored there is refused with A700H and may be sent again. Look into the system's log"
                        + " for the disk.",
                cause);
    }

    private static String named(Volume volume) {
        return "Volume " + volume.name() + " at " + volume.path();
    }
}
