package dozo.storage.index.query;

/** Why a query ended. */
public enum FindEnd {
    /** Every matching row was handed over. */
    COMPLETE,
    /** The consumer wanted no more. */
    STOPPED,
    /** As many rows as the query allowed were handed over, and there is at least one more. */
    ROW_LIMIT,
    /** As many rows were examined as one query may; there may be more that match. */
    SCAN_LIMIT
}
