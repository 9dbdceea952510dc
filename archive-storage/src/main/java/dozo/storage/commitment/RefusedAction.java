package dozo.storage.commitment;

/**
 * An N-ACTION is not carried out; the peer gets this status (PS3.7 section 10.1.4.1.10 and Annex C). The message is fixed
 * text of at most 64 characters, fit for Error Comment.
 */
public final class RefusedAction extends Exception {

    /** The archive failed while it kept the request. */
    public static final int PROCESSING_FAILURE = 0x0110;

    /** Not the well-known instance of the service. */
    public static final int NO_SUCH_SOP_INSTANCE = 0x0112;

    /** The Action Information is not what table J.3-1 asks for. */
    public static final int INVALID_ARGUMENT = 0x0115;

    /** Not the class of the service. */
    public static final int NO_SUCH_SOP_CLASS = 0x0118;

    /** Not action type 1. */
    public static final int NO_SUCH_ACTION = 0x0123;

    /** The peer may not use the service, or there is nowhere to send its report to. */
    public static final int NOT_AUTHORIZED = 0x0124;

    /**
     * The Transaction UID is in use for a request under way. Said at once rather than in a report, since a report names the
     * request by that very UID and the peer could take it for the answer to the first one (PS3.3 section C.14.1.1).
     */
    public static final int DUPLICATE_TRANSACTION_UID = 0x0131;

    /** Too many instances in one request, or too many open requests. */
    public static final int RESOURCE_LIMITATION = 0x0213;

    private final int status;
    private final String message;

    RefusedAction(int status, String message) {
        super(message);
        this.status = status;
        this.message = message;
    }

    /** The status on the wire. */
    public int status() {
        return status;
    }

    /** Never null, other than of exceptions in general. */
    @Override
    public String getMessage() {
        return message;
    }
}
