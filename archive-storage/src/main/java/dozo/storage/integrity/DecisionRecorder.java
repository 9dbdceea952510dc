package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.storage.journal.JournalEntry;
import java.util.List;

/** Makes an administrator's decision about the archive as durable as an image: journal, then index. Thread-safe. */
@FunctionalInterface
public interface DecisionRecorder {

    /**
     * Journals the entries on whichever group takes them, and then changes the index. Waits for both.
     *
     * @param entries at least one, in this order
     * @param change to the index, in the transaction that follows the entries
     * @throws OperatingFailure when no group's journal can be written, or the index failed. In the latter case the journal may
     *     hold the entries already, and they enter the index with the next commit or start
     */
    void record(List<? extends JournalEntry> entries, IndexChange change) throws OperatingFailure;
}
