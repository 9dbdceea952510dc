package dozo.qr.model;

import dozo.core.dataset.Tag;

/**
 * An identifier that cannot be answered, with the status and the Offending Element of the response (PS3.4 sections C.4.1.1.4,
 * C.4.2.1.5 and C.4.3.1.4). The comment is fixed text of at most 64 characters: it goes to the peer, so it repeats no value.
 */
public final class InvalidIdentifier extends Exception {

    private static final long serialVersionUID = 1L;

    /** The identifier does not match the SOP class: a level or a unique key is missing, or not as the model demands. */
    public static final int DOES_NOT_MATCH_SOP_CLASS = 0xA900;

    /** A value cannot be understood. */
    public static final int UNABLE_TO_PROCESS = 0xC000;

    private final int status;
    private final int offendingTag;
    private final String comment;

    private InvalidIdentifier(int status, int offendingTag, String comment) {
        super(comment);
        this.status = status;
        this.offendingTag = offendingTag;
        this.comment = comment;
    }

    /** The model is violated at {@code tag}: status A900H. */
    public static InvalidIdentifier violates(int tag, String comment) {
        return new InvalidIdentifier(DOES_NOT_MATCH_SOP_CLASS, tag, comment);
    }

    /** The value of {@code tag} cannot be understood: status C000H. */
    public static InvalidIdentifier unreadable(int tag, String comment) {
        return new InvalidIdentifier(UNABLE_TO_PROCESS, tag, comment);
    }

    public int status() {
        return status;
    }

    /** The element at fault, for Offending Element (0000,0901). */
    public int offendingTag() {
        return offendingTag;
    }

    /** For Error Comment (0000,0902): fixed text, at most 64 characters. */
    public String comment() {
        return comment;
    }

    @Override
    public String getMessage() {
        return Tag.toString(offendingTag) + ": " + comment;
    }
}
