package dozo.storage.journal;

import dozo.storage.volume.VolumeId;
import java.time.Instant;
import java.util.Objects;

/**
 * An administrator gave a volume up that will never come back, and with it the images that lay on no other one. What is known
 * of these stands in {@link StoredEntry} lines before this one, so that they are missed also in an index that is built anew.
 *
 * @param name as it was called in the configuration
 * @param images versions of which no other volume held a copy
 * @param actor who, as the operating system names them
 * @param reason why, in their words
 * @param at when, to the millisecond
 */
public record VolumeGivenUpEntry(VolumeId volume, String name, long images, String actor, String reason, Instant at)
        implements JournalEntry {

    static final String KIND = "volume-given-up";

    public VolumeGivenUpEntry {
        Objects.requireNonNull(volume, "volume");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
        if (images < 0) {
            throw new IllegalArgumentException("a number of images cannot be negative");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }
}
