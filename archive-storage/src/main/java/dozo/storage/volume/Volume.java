package dozo.storage.volume;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory on a disk that holds objects and journals, proven before each use to be the one it should be (DESIGN
 * section 4). What is observed (lost, read-only, full) recovers by itself: each use looks again. Thread-safe.
 */
public final class Volume {

    private final String name;
    private final String path;
    private final Disk disk;
    private final VolumeProof proof;
    private final FillLevel fillLevel;
    private final VolumeWatch watch;
    private final VolumeDirectories directories;
    private volatile @Nullable VolumeState administrative;
    private volatile boolean refusesWrites;

    Volume(VolumeSpec spec, WaterMarks marks, Disk disk) {
        this.name = spec.name();
        this.path = spec.path().toString();
        this.disk = disk;
        this.proof = new VolumeProof(name, path, disk, spec.expected());
        this.fillLevel = new FillLevel(marks);
        this.watch = new VolumeWatch(name);
        this.directories = new VolumeDirectories(disk);
    }

    /** As the operator calls it. */
    public String name() {
        return name;
    }

    /** Where it is configured to be, for messages. */
    public String path() {
        return path;
    }

    /** Its identity; empty while the volume was never seen since the start and the configuration does not tell. */
    public Optional<VolumeId> id() {
        return proof.id();
    }

    /** Takes only the volume of this identity under its path from now on: it is remembered from earlier. */
    public void expect(VolumeId id) {
        if (proof.expect(id)) {
            directories.forget();
            administrative = administrative == VolumeState.OFFLINE ? administrative : null;
            watch.wasAway();
        }
    }

    /**
     * How often it was found away since the start, taken offline, given another identity, or changed by another program. Where
     * this has grown, an open file may be one of a disk that is no longer there, and the volume may lack what it held.
     */
    public long absences() {
        return watch.absences();
    }

    /** Takes note that another program changed or removed files here: from now on the volume may lack what it held. */
    public void wasChanged() {
        directories.forget();
        watch.wasAway();
    }

    /** Takes none of its directories for granted any more. */
    public void forgetDirectories() {
        directories.forget();
    }

    /** Who the path shows now, expected or not. @throws OperatingFailure when it shows no volume of this name */
    public VolumeId found() throws OperatingFailure {
        return proof.found();
    }

    /** What it can be used for, observed now. */
    public VolumeState state() {
        if (administrative == VolumeState.OFFLINE) {
            return VolumeState.OFFLINE;
        }
        try {
            prove();
        } catch (OperatingFailure e) {
            return VolumeState.LOST;
        }
        VolumeState set = administrative; // another user of the volume may find it lost at any moment
        if (set != null && set.isAdministrative()) {
            return set;
        }
        return refusesWrites && !takesWrites() ? VolumeState.READ_ONLY : VolumeState.ONLINE;
    }

    /** Size and free space now. @throws OperatingFailure when the volume cannot be read */
    public VolumeUsage usage() throws OperatingFailure {
        requireReadable();
        return observedUsage();
    }

    private VolumeUsage observedUsage() throws OperatingFailure {
        try {
            return disk.usage();
        } catch (IOException e) {
            throw failure("its usage could not be read", e);
        }
    }

    /**
     * Sets the administrative state, durably.
     *
     * @param state {@code DRAINING} or {@code OFFLINE}, or {@code ONLINE} to end either
     * @param actor who sets it, as the operating system names them
     * @param reason why, in their words
     * @throws IllegalArgumentException for a state that can only be observed
     * @throws OperatingFailure when the volume is not there or takes no writes; the state is then as before
     */
    public synchronized void set(VolumeState state, String actor, String reason, Instant at) throws OperatingFailure {
        if (!state.isAdministrative() && state != VolumeState.ONLINE) {
            throw new IllegalArgumentException(state + " is observed, never set");
        }
        prove();
        try {
            AdministrativeState.write(disk, state, actor, reason, at);
        } catch (IOException e) {
            throw failure("its new state could not be recorded", e);
        }
        administrative = state;
        if (state == VolumeState.OFFLINE) {
            watch.wasAway();
        }
    }

    /**
     * Opens a stored object for reading; the caller closes it.
     *
     * @throws OperatingFailure {@code OBJECT_MISSING} when it is not there, else why the volume cannot be read
     */
    public SeekableByteChannel open(ObjectPath object) throws OperatingFailure {
        requireReadable();
        try {
            return disk.open(object.relative());
        } catch (NoSuchFileException e) {
            prove();
            throw new OperatingFailure(
                    FailureCode.OBJECT_MISSING,
                    "The file " + object + " is missing on volume " + name + ", though the journal names it. Its other"
                            + " copies are used; run: dozo verify",
                    e);
        } catch (IOException e) {
            throw failure("the file " + object + " could not be opened", e);
        }
    }

    /** The door to its disk, for the journal and for tests; prove the volume before. */
    public Disk disk() {
        return disk;
    }

    /** @throws OperatingFailure when the path does not show this volume, whatever it was set to */
    public void requirePresent() throws OperatingFailure {
        prove();
    }

    /** @throws OperatingFailure why the volume cannot be read now */
    public void requireReadable() throws OperatingFailure {
        prove();
        if (administrative == VolumeState.OFFLINE) {
            throw VolumeFailures.offline(this);
        }
    }

    /** @throws OperatingFailure why nothing can be written now, short of how full it is */
    public void requireWritable() throws OperatingFailure {
        requireReadable();
        if (administrative == VolumeState.DRAINING) {
            throw VolumeFailures.draining(this);
        }
        if (refusesWrites && !takesWrites()) {
            throw VolumeFailures.readOnly(this, null);
        }
    }

    /**
     * For a volume that has just been required to be writable.
     *
     * @throws OperatingFailure {@code VOLUME_FULL} when the volume counts as full (INV-10)
     */
    void requireSpace() throws OperatingFailure {
        VolumeUsage usage = observedUsage();
        if (fillLevel.observe(usage)) {
            OperatingFailure full = VolumeFailures.full(this, Optional.of(usage), null);
            watch.broken(VolumeWatch.Aspect.ROOM, full);
            throw full;
        }
        if (!fillLevel.isDoubted()) {
            watch.sound(VolumeWatch.Aspect.ROOM);
        }
    }

    /**
     * Whether a write found no space though the figures show room, so that another group is better taken first. Tries again
     * from time to time.
     */
    boolean isDoubted(Instant now) {
        if (fillLevel.isTrialDue(now) && hasRoom()) {
            fillLevel.trust();
        }
        return fillLevel.isDoubted();
    }

    private boolean hasRoom() {
        try {
            requireWritable();
            VolumeProbe.writeImage(disk);
            return true;
        } catch (OperatingFailure | IOException e) {
            return false;
        }
    }

    /** Makes a directory below one of the fixed ones, durably. */
    public void ensureDirectory(String directory) throws IOException {
        directories.ensure(directory);
    }

    /** What an error of the disk means for the volume, which takes note of it. */
    public OperatingFailure failure(String what, IOException error) {
        if (error instanceof DiskFullException) {
            fillLevel.wroteInVain();
            return noted(VolumeWatch.Aspect.ROOM, VolumeFailures.full(this, Optional.empty(), error));
        }
        if (error instanceof DiskReadOnlyException) {
            refusesWrites = true;
            return noted(VolumeWatch.Aspect.WRITES, VolumeFailures.readOnly(this, error));
        }
        try {
            prove();
        } catch (OperatingFailure lost) {
            lost.addSuppressed(error);
            return lost;
        }
        return VolumeFailures.diskError(this, what, error);
    }

    private OperatingFailure noted(VolumeWatch.Aspect aspect, OperatingFailure failure) {
        watch.broken(aspect, failure);
        return failure;
    }

    /** @throws OperatingFailure when the path does not show this volume */
    void prove() throws OperatingFailure {
        try {
            proof.prove();
            watch.sound(VolumeWatch.Aspect.PRESENCE);
            if (administrative == null) {
                administrative = AdministrativeState.read(disk);
            }
        } catch (OperatingFailure e) {
            watch.broken(VolumeWatch.Aspect.PRESENCE, e);
            directories.forget();
            administrative = administrative == VolumeState.OFFLINE ? administrative : null;
            throw e;
        } catch (IOException e) {
            throw VolumeFailures.diskError(this, "its state could not be read", e);
        }
    }

    private boolean takesWrites() {
        try {
            VolumeProbe.write(disk);
            refusesWrites = false;
            watch.sound(VolumeWatch.Aspect.WRITES);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
