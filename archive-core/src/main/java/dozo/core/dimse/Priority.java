package dozo.core.dimse;

/** Priority of a C-STORE, C-FIND, C-MOVE or C-GET (PS3.7 section 9.3.1.1); the codes are not in order of urgency. */
public enum Priority {
    MEDIUM(0),
    HIGH(1),
    LOW(2);

    private final int code;

    Priority(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Medium for every code that the standard does not define. */
    public static Priority of(int code) {
        return code == HIGH.code ? HIGH : code == LOW.code ? LOW : MEDIUM;
    }
}
