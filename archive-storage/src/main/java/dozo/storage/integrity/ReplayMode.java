package dozo.storage.integrity;

/** On which occasion journals are applied to an index. */
enum ReplayMode {
    /** Before anything is served: nobody waits for the index, and what cannot be read now is left for later. */
    START("reconcile", false, false),
    /** While the archive serves: objects are read before the index is locked, so that no sender waits for a disk. */
    BESIDE_INGEST("reconcile", false, true),
    /** Into a new index, which must hold everything in the end: a volume that cannot be read ends the replay. */
    REINDEX("reindex", true, false);

    private final String step;
    private final boolean strict;
    private final boolean readsAhead;

    ReplayMode(String step, boolean strict, boolean readsAhead) {
        this.step = step;
        this.strict = strict;
        this.readsAhead = readsAhead;
    }

    /** What it is called in progress reports. */
    String step() {
        return step;
    }

    /** Whether a volume or journal that cannot be read ends it, rather than that what it holds waits. */
    boolean isStrict() {
        return strict;
    }

    /** Whether all objects of a page are read before its transaction begins: they are in memory together. */
    boolean readsAhead() {
        return readsAhead;
    }
}
