package dozo.admin.operation;

import dozo.admin.archive.Archive;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.IndexChange;
import dozo.storage.integrity.Progress;
import dozo.storage.journal.VolumeEventEntry;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the administrative state of a volume, on the volume itself, so that it survives restarts; and journals it. */
public final class VolumeSet extends ArchiveOperation<VolumeSet.Wish, VolumeSet.Done> {

    private static final Logger LOG = LoggerFactory.getLogger(VolumeSet.class);

    public VolumeSet() {
        super("volume.set", Wish.class, Done.class);
    }

    /**
     * What is wanted.
     *
     * @param state ONLINE, DRAINING or OFFLINE
     * @param actor the operating-system user who wants it
     * @param reason why, in their words
     */
    public record Wish(String name, String state, String actor, String reason) {}

    /**
     * The state before and after.
     *
     * @param journaled whether the change stands in a journal too; where no group takes writes it stands on the volume alone
     */
    public record Done(String name, String before, String after, boolean journaled) {}

    @Override
    public Done run(Workplace workplace, Wish wish, Progress.Listener progress) throws OperatingFailure {
        Archive archive = workplace.archive();
        Volume volume = workplace.volume(wish.name());
        String before = volume.state().name();
        volume.requirePresent();
        Instant now = archive.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        VolumeState state = VolumeState.valueOf(wish.state());
        VolumeEventEntry event =
                new VolumeEventEntry(volume.id().orElseThrow(), state, wish.actor(), wish.reason(), now);
        // A group whose volume is out of use takes no journal line: so it is written while, or once, the volume is in
        // use.
        boolean journaled = state != VolumeState.ONLINE && journal(archive, event);
        volume.set(state, wish.actor(), wish.reason(), now);
        journaled |= state == VolumeState.ONLINE && journal(archive, event);
        return new Done(volume.name(), before, volume.state().name(), journaled);
    }

    private static boolean journal(Archive archive, VolumeEventEntry event) {
        try {
            archive.ingest().record(List.of(event), IndexChange.NONE);
            return true;
        } catch (OperatingFailure e) {
            LOG.warn(
                    "DOZO-{} the change of a volume stands in no journal: {}",
                    e.code().number(),
                    e.getMessage());
            return false;
        }
    }
}
