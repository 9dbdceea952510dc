package dozo.admin.operation;

import dozo.admin.archive.Archive;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;
import dozo.storage.integrity.RememberedVolumes;
import dozo.storage.volume.Volume;

/** Accepts the disk that is there now in place of the one that was remembered under a volume's name. */
public final class VolumeReplace extends ArchiveOperation<VolumeReplace.Wish, VolumeReplace.Done> {

    public VolumeReplace() {
        super("volume.replace", Wish.class, Done.class);
    }

    /** Which volume. */
    public record Wish(String name) {}

    /** Its identity from now on. */
    public record Done(String name, String id) {}

    @Override
    public Done run(Workplace workplace, Wish wish, Progress.Listener progress) throws OperatingFailure {
        Volume volume = workplace.volume(wish.name());
        Archive archive = workplace.archive();
        RememberedVolumes remembered =
                new RememberedVolumes(archive.store(), archive.index().volumes(), archive.clock());
        return new Done(volume.name(), remembered.replace(volume).toString());
    }
}
