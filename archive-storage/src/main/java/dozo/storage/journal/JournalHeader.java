package dozo.storage.journal;

import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The first line of a journal: who writes it, and where.
 *
 * @param format of all its lines
 * @param volumes that each line reaches before anything is answered
 * @param openedAt to the millisecond
 */
public record JournalHeader(int format, WriterEpoch epoch, int part, List<VolumeId> volumes, Instant openedAt) {

    static final String KIND = "opened";

    /** The newest format that this program writes and reads. */
    public static final int FORMAT = 1;

    public JournalHeader {
        Objects.requireNonNull(epoch, "epoch");
        volumes = List.copyOf(volumes);
        Objects.requireNonNull(openedAt, "openedAt");
    }
}
