package dozo.admin.crash;

import java.util.regex.Pattern;

/**
 * Where the server's process is killed: at the {@code count}th operation, from 1, whose name matches. Names are those of
 * {@link TappedArchive}. Immutable.
 *
 * @param operation a regular expression over the whole name
 */
record CrashPoint(Moment moment, int count, Pattern operation) {

    /** Everything that changes a disk or the index; reading is left out. */
    static final String ANY_CHANGE = "disk\\.(create|append|createDirectory|forceDirectory|delete):.*"
            + "|file\\.(write|force|close):.*|index\\.(begin|rebuild)|batch\\..*|filling\\..*|switch\\..*|rebuild\\..*"
            + "|commitments\\.(add|remove|postpone)";

    static CrashPoint before(String operation) {
        return new CrashPoint(Moment.BEFORE, 1, Pattern.compile(operation));
    }

    static CrashPoint half(String operation) {
        return new CrashPoint(Moment.HALF, 1, Pattern.compile(operation));
    }

    static CrashPoint after(String operation) {
        return new CrashPoint(Moment.AFTER, 1, Pattern.compile(operation));
    }

    /** The same at a later one of these operations. */
    CrashPoint at(int later) {
        return new CrashPoint(moment, later, operation);
    }

    /** Reads what {@link #toString()} gives. */
    static CrashPoint parse(String text) {
        String[] parts = text.split(" ", 3);
        return new CrashPoint(Moment.valueOf(parts[0]), Integer.parseInt(parts[1]), Pattern.compile(parts[2]));
    }

    @Override
    public String toString() {
        return moment + " " + count + " " + operation;
    }
}
