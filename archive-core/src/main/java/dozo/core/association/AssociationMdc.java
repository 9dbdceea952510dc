package dozo.core.association;

import org.slf4j.MDC;

/** The keys under which log lines name the association they belong to; set on its threads, cleared in finally. */
public final class AssociationMdc {

    public static final String ASSOCIATION = "assoc";
    public static final String CALLING_AE = "calling_ae";
    public static final String CALLED_AE = "called_ae";
    public static final String PEER = "peer";
    public static final String MESSAGE_ID = "msg_id";
    public static final String OPERATION = "op";

    private AssociationMdc() {}

    static void putConnection(String associationId, String peer) {
        MDC.put(ASSOCIATION, associationId);
        MDC.put(PEER, peer);
    }

    static void putTitles(String calling, String called) {
        MDC.put(CALLING_AE, calling);
        MDC.put(CALLED_AE, called);
    }

    /** Names the operation that the thread performs from here on. */
    public static void putOperation(int messageId, String operation) {
        MDC.put(MESSAGE_ID, Integer.toString(messageId));
        MDC.put(OPERATION, operation);
    }

    public static void clearOperation() {
        MDC.remove(MESSAGE_ID);
        MDC.remove(OPERATION);
    }

    static void clear() {
        clearOperation();
        MDC.remove(ASSOCIATION);
        MDC.remove(CALLING_AE);
        MDC.remove(CALLED_AE);
        MDC.remove(PEER);
    }
}
