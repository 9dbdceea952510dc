package dozo.storage.journal;

/**
 * One fact in the journal. The set of kinds grows with the format: a reader that meets a kind it does not know refuses the
 * journal by that kind's name, since skipping a fact would show images wrongly.
 */
public sealed interface JournalEntry permits StoredEntry, LocationAddedEntry, VolumeEventEntry, VolumeGivenUpEntry {

    /** The value of the line's member {@code kind}. */
    String kind();
}
