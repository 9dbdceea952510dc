package dozo.core.failure;

/**
 * Every way in which operating the archive can fail, in one table: a stable number for logs and manuals, who must act, whether
 * the same attempt may succeed later, the DIMSE status with which each service answers it, and the words in which the peer's operator is told. Bugs are not in this table:
 * they are unchecked exceptions, answered with {@link #INTERNAL}'s status at the boundary.
 *
 * <p>Statuses: store PS3.4 section B.2.3 and PS3.7 Annex C; find PS3.4 section C.4.1.1.4; retrieve (C-MOVE, C-GET and their
 * sub-operations) PS3.4 sections C.4.2.1.5 and C.4.3.1.4. Process exit codes follow from {@link Category}.
 */
public enum FailureCode {
    VOLUME_FULL(1001, Category.RESOURCE, true, 0xA700, 0xA700, 0xA702, "Archive storage is full"),
    VOLUME_READ_ONLY(1002, Category.RESOURCE, true, 0xA700, 0xA700, 0xA702, "Archive storage is not available"),
    VOLUME_LOST(1003, Category.RESOURCE, true, 0xA700, 0xA700, 0xA702, "Archive storage is not available"),
    VOLUME_IDENTITY_MISMATCH(
            1004, Category.RESOURCE, false, 0xA700, 0xA700, 0xA702, "Archive storage is not available"),
    DISK_ERROR(1005, Category.RESOURCE, true, 0xA700, 0xA700, 0xA702, "Archive storage failed"),
    JOURNAL_UNUSABLE(1006, Category.CORRUPTION, false, 0xA700, 0xA700, 0xA702, "Archive storage failed"),
    INDEX_UNAVAILABLE(1101, Category.RESOURCE, true, 0xA700, 0xA700, 0xA701, "Archive index is not available"),
    INDEX_SCHEMA_UNFIT(1102, Category.RESOURCE, false, 0xA700, 0xA700, 0xA701, "Archive index is not available"),
    TOO_BUSY(1103, Category.RESOURCE, true, 0xA700, 0xA700, 0xA701, "Archive is too busy"),
    STOP_OVERDUE(1104, Category.RESOURCE, true, 0xA700, 0xA700, 0xA701, "Archive is stopping"),
    NOT_ACTIVE(1201, Category.NOT_ACTIVE, true, 0xA700, 0xA700, 0xA702, "Archive node is not active"),
    OBJECT_CORRUPT(1301, Category.CORRUPTION, false, 0xC000, 0xC000, 0xC000, "Stored object is damaged"),
    OBJECT_MISSING(1302, Category.CORRUPTION, false, 0xC000, 0xC000, 0xC000, "Stored object is missing"),
    NOT_UNDERSTOOD(1401, Category.PEER, false, 0xC000, 0xC000, 0xC000, "Data set cannot be understood"),
    LIMIT_EXCEEDED(1402, Category.PEER, false, 0xC000, 0xC000, 0xC000, "Data set exceeds a limit of the archive"),
    CLASS_MISMATCH(
            1403, Category.PEER, false, 0xA900, 0xA900, 0xA900, "Data set does not match the command or SOP class"),
    INVALID_UID(1404, Category.PEER, false, 0x0117, 0x0117, 0x0117, "A UID is missing or not valid"),
    SOP_CLASS_NOT_SUPPORTED(
            1405, Category.PEER, false, 0x0122, 0x0122, 0x0122, "SOP class is not accepted from this AE"),
    NOT_AUTHORIZED(1406, Category.PEER, false, 0x0124, 0x0124, 0x0124, "AE may not do this here"),
    DESTINATION_UNKNOWN(1407, Category.PEER, false, 0xA801, 0xA801, 0xA801, "Move destination is not known here"),
    TRANSFER_SYNTAX_NOT_ACCEPTED(1408, Category.PEER, false, 0x0122, 0x0122, 0x0122, "No transfer syntax in common"),
    PEER_UNREACHABLE(1501, Category.PEER, true, 0xA700, 0xA700, 0xA702, "The other AE cannot be reached"),
    PEER_TIMED_OUT(1502, Category.PEER, true, 0xA700, 0xA700, 0xA702, "The other AE does not answer"),
    ASSOCIATION_REJECTED(1503, Category.PEER, true, 0xA700, 0xA700, 0xA702, "The other AE rejects associations"),
    ASSOCIATION_ABORTED(1504, Category.PEER, true, 0xA700, 0xA700, 0xA702, "The other AE aborted"),
    PROTOCOL_VIOLATION(1505, Category.PEER, false, 0xC000, 0xC000, 0xC000, "The other AE broke the protocol"),
    PEER_REFUSED(1506, Category.PEER, false, 0xA700, 0xA700, 0xA702, "The other AE refused"),
    CONFIGURATION_INVALID(1601, Category.USAGE, false, 0x0110, 0x0110, 0x0110, "Archive is not configured rightly"),
    INTERNAL(1999, Category.INTERNAL, false, 0x0110, 0x0110, 0x0110, "Archive failed, its log tells why");

    /** Who must act, and the exit code of a command that ends with such a failure. */
    public enum Category {
        /** The one who typed or configured. */
        USAGE(2),
        /** The other side of an association. */
        PEER(3),
        /** The administrator: disk, database, memory. */
        RESOURCE(4),
        /** The administrator, at once: stored data or its records are damaged. */
        CORRUPTION(5),
        /** Nobody: another node is serving. */
        NOT_ACTIVE(6),
        /** Dozo's developers. */
        INTERNAL(1);

        private final int exitCode;

        Category(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final int number;
    private final Category category;
    private final boolean retryable;
    private final int storeStatus;
    private final int findStatus;
    private final int retrieveStatus;
    private final String words;

    FailureCode(
            int number,
            Category category,
            boolean retryable,
            int storeStatus,
            int findStatus,
            int retrieveStatus,
            String words) {
        this.number = number;
        this.category = category;
        this.retryable = retryable;
        this.storeStatus = storeStatus;
        this.findStatus = findStatus;
        this.retrieveStatus = retrieveStatus;
        this.words = words;
    }

    /** Stable for ever, shown as {@code DOZO-1001}. */
    public int number() {
        return number;
    }

    public Category category() {
        return category;
    }

    /** Whether the very same attempt may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }

    public int storeStatus() {
        return storeStatus;
    }

    public int findStatus() {
        return findStatus;
    }

    public int retrieveStatus() {
        return retrieveStatus;
    }

    /** For the operator of the peer, who can act on what concerns the peer and can tell the archive's operator the rest. */
    public String words() {
        return words;
    }
}
