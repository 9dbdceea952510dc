package dozo.qr.retrieve;

import dozo.core.dimse.DimseStatus;

/** What became of one instance (PS3.4 section C.4.2.1.6). */
enum SendOutcome {
    STORED,
    STORED_WITH_WARNING,
    FAILED;

    /** By the status of the C-STORE response (PS3.4 section B.2.3). */
    static SendOutcome of(int status) {
        if (status == DimseStatus.SUCCESS) {
            return STORED;
        }
        return DimseStatus.isWarning(status) ? STORED_WITH_WARNING : FAILED;
    }
}
