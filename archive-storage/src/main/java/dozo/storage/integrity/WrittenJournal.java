package dozo.storage.integrity;

import dozo.storage.journal.JournalName;

/** The journal that this process writes, for those who look after the volumes meanwhile. Thread-safe. */
public interface WrittenJournal {

    /** Whether facts may still be appended to this journal; once that is false it stays so. */
    boolean isWriting(JournalName journal);

    /** Sees that the journal is as it was left, and puts it back where another program has taken it away. */
    void inspect();
}
