package dozo.admin.operation;

import dozo.admin.archive.Archive;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.GiveUp;
import dozo.storage.integrity.GiveUp.Loss;
import dozo.storage.integrity.Progress;

/** Gives up a volume that will never come back; asked first what is lost with it. */
public final class VolumeGiveUp extends ArchiveOperation<VolumeGiveUp.Wish, VolumeGiveUp.Outcome> {

    /** As the number of images: only tell what would be lost. */
    public static final long ASK = -1;

    public VolumeGiveUp() {
        super("volume.give-up", Wish.class, Outcome.class);
    }

    /**
     * What is wanted.
     *
     * @param name under which the volume was configured
     * @param images how many the administrator knows to be lost, or {@link #ASK}
     * @param actor the operating-system user who wants it
     * @param reason why, in their words
     */
    public record Wish(String name, long images, String actor, String reason) {}

    /** What is lost, or would be. */
    public record Outcome(String name, boolean givenUp, long images, long bytes) {}

    @Override
    public Outcome run(Workplace workplace, Wish wish, Progress.Listener progress) throws OperatingFailure {
        Archive archive = workplace.archive();
        GiveUp giveUp = new GiveUp(archive.store(), archive.index(), archive.ingest(), archive.clock(), wish.name());
        boolean asksOnly = wish.images() == ASK;
        Loss loss = asksOnly ? giveUp.examine() : giveUp.run(wish.images(), wish.actor(), wish.reason());
        return new Outcome(wish.name(), !asksOnly, loss.images(), loss.bytes().bytes());
    }
}
