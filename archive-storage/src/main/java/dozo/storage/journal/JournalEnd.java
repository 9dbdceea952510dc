package dozo.storage.journal;

/** How a journal ends. */
public enum JournalEnd {
    /** Behind its last line there is nothing, on any copy. */
    COMPLETE,
    /**
     * Behind its last line there is the beginning of another, or what a power cut left of one, on some copy. Nothing in it
     * was answered with Success.
     */
    TORN,
    /** Whole lines lie behind damaged bytes on every copy: facts are lost, or were altered. An operator must know. */
    CORRUPT
}
