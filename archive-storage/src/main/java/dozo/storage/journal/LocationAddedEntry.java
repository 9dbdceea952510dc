package dozo.storage.journal;

import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.volume.ObjectLocation;
import java.time.Instant;
import java.util.Objects;

/**
 * A further copy of a stored version was written: in place of a bad one, or on a volume that came back.
 *
 * @param digest of the copy, equal to that of the version
 * @param reason why
 * @param at when, to the millisecond
 */
public record LocationAddedEntry(
        Uid sopInstanceUid, int version, ContentDigest digest, ObjectLocation location, Reason reason, Instant at)
        implements JournalEntry {

    static final String KIND = "location-added";

    /** Where the bytes of the further copy came from. */
    public enum Reason {
        /** Another copy that passed its digest test. */
        REPAIR,
        /** The sender, who sent the same bytes again. */
        RESENT
    }

    public LocationAddedEntry {
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }

    @Override
    public String kind() {
        return KIND;
    }
}
