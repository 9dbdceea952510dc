package dozo.core.dimse;

/** Takes pending responses: matches of a C-FIND, progress of a C-MOVE or C-GET. Called on the thread that made the request. */
@FunctionalInterface
public interface ResponseHandler {

    /** Returns whether to go on; false sends a C-CANCEL, after which further responses may still come. */
    boolean onPending(Response response);
}
