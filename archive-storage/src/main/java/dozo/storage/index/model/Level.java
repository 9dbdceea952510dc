package dozo.storage.index.model;

/** The levels of the Query/Retrieve information model (PS3.4 section C.6.1.1), from the top. */
public enum Level {
    PATIENT,
    STUDY,
    SERIES,
    IMAGE;

    /** Whether this level lies above {@code other}. */
    public boolean isAbove(Level other) {
        return ordinal() < other.ordinal();
    }

    /** The value of Query/Retrieve Level (0008,0052). */
    public String term() {
        return name();
    }
}
