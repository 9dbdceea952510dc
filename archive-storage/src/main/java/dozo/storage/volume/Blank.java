package dozo.storage.volume;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an object before it has a byte, on each volume of a group, with the writer and the day that its path tells.
 *
 * @param copies open, one for each volume
 */
record Blank(WriterEpoch epoch, LocalDate day, ObjectPath path, List<DraftCopy> copies) {

    private static final Logger LOG = LoggerFactory.getLogger(Blank.class);

    /** No longer, if a volume was away: the open file may be one of a disk that is no longer there. */
    boolean fits(WriterEpoch writer, LocalDate today) {
        return epoch.equals(writer) && day.equals(today) && copies.stream().noneMatch(DraftCopy::isStale);
    }

    /** Removes it, since nobody needs it. A file that stays is empty and named by no journal. */
    void remove() {
        IOException failures = new IOException("it was to be removed");
        discard(copies, failures);
        if (failures.getSuppressed().length > 0) {
            LOG.info("The empty file {} was not removed; it does no harm.", path, failures);
        }
    }

    /** Removes these copies; what goes wrong is added to {@code cause}. */
    static void discard(List<DraftCopy> copies, Exception cause) {
        for (DraftCopy copy : copies) {
            try {
                copy.discard();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
