package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeState;

/** Sets the administrative state of a volume; it survives restarts. */
public final class VolumeSet extends ArchiveOperation<VolumeSet.Wish, VolumeSet.Done> {

    public VolumeSet() {
        super("volume.set", Wish.class, Done.class);
    }

    /**
     * What is wanted.
     *
     * @param state ONLINE, DRAINING or OFFLINE
     * @param actor the operating-system user who wants it
     */
    public record Wish(String name, String state, String actor) {}

    /** The state before and after. */
    public record Done(String name, String before, String after) {}

    @Override
    public Done run(Workplace workplace, Wish wish, Progress.Listener progress) throws OperatingFailure {
        Volume volume = workplace.volume(wish.name());
        String before = volume.state().name();
        volume.set(
                VolumeState.valueOf(wish.state()),
                wish.actor(),
                workplace.archive().clock().instant());
        return new Done(volume.name(), before, volume.state().name());
    }
}
