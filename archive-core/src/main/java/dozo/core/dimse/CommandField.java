package dozo.core.dimse;

import java.util.Optional;

/** The DIMSE services (PS3.7 section E.1): code of the request; a response has {@link #RESPONSE_BIT} set. */
public enum CommandField {
    C_STORE(0x0001, "C-STORE"),
    C_GET(0x0010, "C-GET"),
    C_FIND(0x0020, "C-FIND"),
    C_MOVE(0x0021, "C-MOVE"),
    C_ECHO(0x0030, "C-ECHO"),
    N_EVENT_REPORT(0x0100, "N-EVENT-REPORT"),
    N_GET(0x0110, "N-GET"),
    N_SET(0x0120, "N-SET"),
    N_ACTION(0x0130, "N-ACTION"),
    N_CREATE(0x0140, "N-CREATE"),
    N_DELETE(0x0150, "N-DELETE"),
    /** Has no response of its own. */
    C_CANCEL(0x0FFF, "C-CANCEL");

    /** Set in the command field of every response. */
    public static final int RESPONSE_BIT = 0x8000;

    private final int code;
    private final String title;

    CommandField(int code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The service of a request's or response's code; empty when the standard defines none. */
    public static Optional<CommandField> of(int code) {
        int request = code & ~RESPONSE_BIT;
        for (CommandField field : values()) {
            if (field.code == request && (field != C_CANCEL || code == request)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    public int requestCode() {
        return code;
    }

    public int responseCode() {
        return code | RESPONSE_BIT;
    }

    /** As the standard writes it, such as {@code C-STORE}. */
    @Override
    public String toString() {
        return title;
    }
}
