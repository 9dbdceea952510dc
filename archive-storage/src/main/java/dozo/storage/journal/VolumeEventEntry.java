package dozo.storage.journal;

import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeState;
import java.time.Instant;
import java.util.Objects;

/**
 * An administrator changed what a volume is used for. No row of the index follows from it, since the state itself is kept on
 * the volume; it explains the others.
 *
 * @param actor who, as the operating system names them
 * @param reason why, in their words
 * @param at when, to the millisecond
 */
public record VolumeEventEntry(VolumeId volume, VolumeState state, String actor, String reason, Instant at)
        implements JournalEntry {

    static final String KIND = "volume-event";

    public VolumeEventEntry {
        Objects.requireNonNull(volume, "volume");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }

    @Override
    public String kind() {
        return KIND;
    }
}
