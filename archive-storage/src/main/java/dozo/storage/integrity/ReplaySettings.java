package dozo.storage.integrity;

import dozo.core.encoding.DecodingLimits;
import java.util.Objects;

/**
 * How journals are applied to an index. Immutable.
 *
 * @param factsPerCommit most journal lines that one index transaction takes
 * @param readers how many objects are read at a time; 1 is best for one slow disk
 * @param headerLimits what one header may hold in memory, {@link ObjectHeader#storedLimits} unless a test wants less
 * @param readWhole whether each object is digest-tested before its header is believed, or only the header is read
 */
public record ReplaySettings(int factsPerCommit, int readers, DecodingLimits headerLimits, boolean readWhole) {

    /** As many headers are in memory at once, and so long the index is locked at most. */
    private static final int BESIDE_INGEST_FACTS = 50;

    /** @throws IllegalArgumentException when a number is not positive */
    public ReplaySettings {
        Objects.requireNonNull(headerLimits, "headerLimits");
        if (factsPerCommit < 1 || readers < 1) {
            throw new IllegalArgumentException("facts and readers are at least 1");
        }
    }

    /** 500 facts a commit, 4 readers, every object digest-tested. */
    public static ReplaySettings defaults(DecodingLimits headerLimits) {
        return new ReplaySettings(500, 4, headerLimits, true);
    }

    /** The same in small steps, one object at a time, for disks and an index that are in use meanwhile. */
    ReplaySettings besideIngest() {
        return new ReplaySettings(Math.min(factsPerCommit, BESIDE_INGEST_FACTS), 1, headerLimits, readWhole);
    }

    /** The same, believing headers without reading the objects whole: many times faster, and for disks that are trusted. */
    public ReplaySettings readingHeadersOnly() {
        return new ReplaySettings(factsPerCommit, readers, headerLimits, false);
    }
}
