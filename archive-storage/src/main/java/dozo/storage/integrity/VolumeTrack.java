package dozo.storage.integrity;

import dozo.core.value.Count;
import dozo.storage.integrity.VolumeLag.Step;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one volume's absences, and how far it has caught up since. Thread-safe. */
final class VolumeTrack {

    private final Volume volume;
    private final boolean isMirrored;
    private long absences;
    private boolean unread;
    private boolean unreadSinceStart;
    private @Nullable Instant behindSince;
    private Instant retryAt = Instant.MIN;
    private String problem = "";
    private long objects;
    private long copied;
    private long copiedBytes;
    private long lost;

    /**
     * @param unread whether it was away when the journals were reconciled
     * @param behindSince when it was last known to hold all that it should; empty when it does
     */
    VolumeTrack(Volume volume, StoreGroup group, boolean unread, Optional<Instant> behindSince) {
        this.volume = volume;
        this.isMirrored = group.volumes().size() > 1;
        this.unread = unread;
        this.unreadSinceStart = unread;
        this.behindSince = behindSince.orElse(null);
    }

    Volume volume() {
        return volume;
    }

    /** Whether another volume of its group should hold the same. */
    boolean isMirrored() {
        return isMirrored;
    }

    /**
     * Looks at the volume.
     *
     * @return whether it was found to be behind only now
     */
    boolean observe(Instant now) {
        long seen = volume.absences();
        boolean isAway = !volume.state().isReadable();
        synchronized (this) {
            if (!isAway && seen == absences) {
                return false;
            }
            absences = isAway ? absences : seen;
            unread = true;
            retryAt = Instant.MIN;
            boolean isNew = behindSince == null;
            behindSince = isNew ? now : behindSince;
            return isNew;
        }
    }

    /** Whether its journals must be read and can be. */
    synchronized boolean awaitsJournals(Instant now) {
        return unread && !now.isBefore(retryAt) && volume.state().isReadable();
    }

    /** Its journals were read while it was there all the time. */
    synchronized void journalsRead() {
        if (volume.absences() == absences) {
            unread = false;
            unreadSinceStart = false;
            problem = "";
        }
    }

    /** Whether its objects must be compared and can be. */
    synchronized boolean awaitsCopies(Instant now) {
        return behindSince != null
                && !unread
                && !now.isBefore(retryAt)
                && volume.state().isWritable();
    }

    /** Begins to count anew. @return when it was last known to hold all that it should; empty when it does */
    synchronized Optional<Instant> beginCopies() {
        objects = 0;
        copied = 0;
        copiedBytes = 0;
        lost = 0;
        return Optional.ofNullable(behindSince);
    }

    synchronized void compared() {
        objects++;
    }

    synchronized void copied(long bytes) {
        copied++;
        copiedBytes += bytes;
    }

    synchronized void foundLost() {
        lost++;
    }

    /** All was compared. @return whether it was there all the time, so that it lacks nothing */
    synchronized boolean copiesMade() {
        if (unread || volume.absences() != absences) {
            return false;
        }
        behindSince = null;
        problem = "";
        return true;
    }

    /** @return whether this is another problem than the last one */
    synchronized boolean failed(String why, Instant tryAgainAt) {
        boolean isNew = !problem.equals(why);
        problem = why;
        retryAt = tryAgainAt;
        return isNew;
    }

    /** Empty when it is level. */
    synchronized Optional<VolumeLag> lag() {
        if (!unread && (behindSince == null || !isMirrored)) {
            return Optional.empty();
        }
        return Optional.of(
                new VolumeLag(volume.name(), step(), unreadSinceStart, objects, copied, copiedBytes, lost, problem));
    }

    private Step step() {
        VolumeState state = volume.state();
        if (!state.isReadable()) {
            return Step.AWAY;
        }
        if (unread) {
            return Step.JOURNALS;
        }
        return state.isWritable() ? Step.COPIES : Step.AWAITS_WRITES;
    }

    /** In words, for the log. */
    synchronized String summary() {
        return Count.of(objects, "object") + " compared, " + copied + " copied, " + lost + " lost on every volume";
    }
}
