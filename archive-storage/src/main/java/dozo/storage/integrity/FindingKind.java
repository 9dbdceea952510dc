package dozo.storage.integrity;

/** What verifying the store can find. */
public enum FindingKind {
    /** A volume holds no copy of an object that it should hold. */
    COPY_MISSING(true),
    /** A copy is not what was received, or the disk fails to read it. */
    COPY_CORRUPT(true),
    /** A good copy was written in place of a missing or corrupt one. */
    COPY_REPAIRED(false),
    /** A missing or corrupt copy could not be replaced, though another copy is good. */
    REPAIR_FAILED(true),
    /** No good copy of an object is left on any volume that could be read. */
    OBJECT_LOST(true),
    /** The journal names an object that the index does not know. */
    NOT_INDEXED(true),
    /** A file below the objects' directory that no journal names: kept, never deleted. */
    ORPHAN_FILE(false),
    /** A volume that could not be read, or not listed, so that nothing is known of what is on it, or of some of that. */
    VOLUME_UNREADABLE(true),
    /** A journal ends inside a line, as a crash leaves it; nothing in that line was answered with Success. */
    JOURNAL_TORN(false),
    /** A journal is damaged, or cannot be read, on every copy: facts are lost. */
    JOURNAL_DAMAGED(true),
    /**
     * A journal, or a part of one, that the index has applied is on no volume any more: what it told would be missing from an
     * index that is built anew.
     */
    JOURNAL_MISSING(true),
    /** A volume lacks a journal, or part of one, that another volume holds. */
    JOURNAL_COPY_DAMAGED(true);

    private final boolean damage;

    FindingKind(boolean damage) {
        this.damage = damage;
    }

    /** Whether somebody must act; the others are for information. */
    public boolean isDamage() {
        return damage;
    }
}
