package dozo.core.dimse;

import dozo.core.failure.FailureCode;

/** With which status and Error Comment a service answers a failure (PS3.4 sections B.2.3 and C.4, PS3.7 Annex C). */
public final class FailureStatus {

    private FailureStatus() {}

    /** The status of {@code code} in a response of {@code service}. */
    public static int of(FailureCode code, CommandField service) {
        return switch (service) {
            case C_STORE -> code.storeStatus();
            case C_FIND -> code.findStatus();
            case C_MOVE, C_GET -> code.retrieveStatus();
            case C_ECHO, N_EVENT_REPORT, N_GET, N_SET, N_ACTION, N_CREATE, N_DELETE, C_CANCEL -> general(code);
        };
    }

    /** Services without statuses of their own for this: those of PS3.7 Annex C, all below 0400H. */
    private static int general(FailureCode code) {
        return switch (code.category()) {
            case RESOURCE, NOT_ACTIVE -> DimseStatus.RESOURCE_LIMITATION;
            case USAGE, PEER, CORRUPTION, INTERNAL ->
                code.storeStatus() < 0x0400 ? code.storeStatus() : DimseStatus.PROCESSING_FAILURE;
        };
    }

    /** Fixed text of at most 64 characters: the code's number, as in log and manual, and its words, nothing of the cause. */
    public static String comment(FailureCode code) {
        return "DOZO-" + code.number() + " " + code.words();
    }
}
