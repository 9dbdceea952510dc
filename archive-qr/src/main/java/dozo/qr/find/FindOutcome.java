package dozo.qr.find;

import dozo.core.dimse.DimseStatus;

/**
 * How a query that could be understood ends: the status of its final response and the comment that tells what to do (PS3.4
 * section C.4.1.1.4). A query cut short says so: whoever sees a part only must know it.
 */
enum FindOutcome {
    COMPLETE(DimseStatus.SUCCESS, ""),
    CANCELLED(DimseStatus.CANCEL, ""),
    TOO_MANY_MATCHES(DimseStatus.OUT_OF_RESOURCES, "result limit reached, not all matches returned"),
    TOO_BROAD(DimseStatus.OUT_OF_RESOURCES, "query too broad, narrow it by date, name or ID"),
    TOO_LONG(DimseStatus.OUT_OF_RESOURCES, "query took too long, not all matches returned");

    private final int status;
    private final String comment;

    FindOutcome(int status, String comment) {
        this.status = status;
        this.comment = comment;
    }

    int status() {
        return status;
    }

    /** Error Comment, at most 64 characters; empty for none. */
    String comment() {
        return comment;
    }
}
