package dozo.storage.journal;

/**
 * A fact as read from a journal.
 *
 * @param sequence the line's number in its journal; the header is 1
 * @param endBytes where the next line begins: the position once this fact is applied
 */
public record JournalLine(long sequence, JournalEntry entry, long endBytes) {}
