package dozo.storage.index.database;

/** The kinds of writers: each locks a row of its own, so that they do not hold each other up. */
public enum FenceSlot {
    /** Ingest, reconciliation and everything else that changes the index in use. */
    INDEX,
    /** Filling a schema that is not in use yet. */
    REBUILD,
    /** The control tables. */
    CONTROL
}
