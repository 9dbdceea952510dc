package dozo.core.dimse;

import java.util.Locale;

/** Status codes of DIMSE responses (PS3.7 Annex C; those of services from PS3.4), and the classes they fall into. */
public final class DimseStatus {

    public static final int SUCCESS = 0x0000;
    /** PS3.7 section C.3. */
    public static final int CANCEL = 0xFE00;
    /** PS3.7 section C.2. */
    public static final int PENDING = 0xFF00;
    /** Optional keys were not supported (PS3.4 section C.4.1.1.4). */
    public static final int PENDING_WITH_WARNING = 0xFF01;

    /** PS3.7 section C.5.3. */
    public static final int DUPLICATE_SOP_INSTANCE = 0x0111;
    /** PS3.7 section C.5.16. */
    public static final int INVALID_ARGUMENT_VALUE = 0x0115;
    /** PS3.7 section C.5.6. */
    public static final int INVALID_SOP_INSTANCE = 0x0117;
    /** PS3.7 section C.5.9. */
    public static final int MISTYPED_ARGUMENT = 0x0212;
    /** PS3.7 section C.5.12. */
    public static final int NO_SUCH_SOP_CLASS = 0x0118;
    /** PS3.7 section C.5.11. */
    public static final int NO_SUCH_SOP_INSTANCE = 0x0112;
    /** PS3.7 section C.5.13. */
    public static final int NO_SUCH_EVENT_TYPE = 0x0113;
    /** PS3.7 section C.5.10. */
    public static final int NO_SUCH_ACTION_TYPE = 0x0123;
    /** PS3.7 section C.5.15. */
    public static final int PROCESSING_FAILURE = 0x0110;
    /** PS3.7 section C.5.17. */
    public static final int RESOURCE_LIMITATION = 0x0213;
    /** PS3.7 section C.5.18. */
    public static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
    /** PS3.7 section C.5.19. */
    public static final int UNRECOGNIZED_OPERATION = 0x0211;
    /** PS3.7 section C.5.20. */
    public static final int NOT_AUTHORIZED = 0x0124;
    /** PS3.7 section C.5.21. */
    public static final int DUPLICATE_INVOCATION = 0x0210;

    /** PS3.4 sections B.2.3 and C.4.1.1.4. */
    public static final int OUT_OF_RESOURCES = 0xA700;
    /** Unable to calculate the number of matches (PS3.4 section C.4.2.1.5). */
    public static final int OUT_OF_RESOURCES_MATCHES = 0xA701;
    /** Unable to perform sub-operations (PS3.4 section C.4.2.1.5). */
    public static final int OUT_OF_RESOURCES_SUBOPERATIONS = 0xA702;
    /** PS3.4 section C.4.2.1.5. */
    public static final int MOVE_DESTINATION_UNKNOWN = 0xA801;
    /** PS3.4 sections B.2.3, C.4.1.1.4 and C.4.2.1.5. */
    public static final int DOES_NOT_MATCH_SOP_CLASS = 0xA900;
    /** Sub-operations complete, one or more failures (PS3.4 section C.4.2.1.5); coercion for C-STORE (section B.2.3). */
    public static final int WARNING_SUBOPERATIONS = 0xB000;
    /** First code of the range "cannot understand" and "unable to process" (PS3.4 sections B.2.3 and C.4). */
    public static final int UNABLE_TO_PROCESS = 0xC000;

    private DimseStatus() {}

    /** Whether more responses follow. */
    public static boolean isPending(int status) {
        return status == PENDING || status == PENDING_WITH_WARNING;
    }

    /** Whether the operation was done with a warning (PS3.7 section C.4). */
    public static boolean isWarning(int status) {
        return status == 0x0001 || (status & 0xF000) == 0xB000 || status == 0x0107 || status == 0x0116;
    }

    /** Whether the operation was done: success or warning. */
    public static boolean isDone(int status) {
        return status == SUCCESS || isWarning(status);
    }

    /** Four hexadecimal digits and an H, as in the standard. */
    public static String toString(int status) {
        return String.format(Locale.ROOT, "%04XH", status & 0xFFFF);
    }
}
