package dozo.core.encoding;

import dozo.core.value.Uid;

/**
 * How Dozo names itself to others (PS3.7 section D.3.3.2, PS3.10 section 7.1). Neither value ever changes, not even with a
 * release: they are part of each stored file, and the same data set must give the same file (INV-2).
 */
public final class Implementation {

    /** Made from a random UUID (PS3.5 section B.2). */
    public static final Uid CLASS_UID = new Uid("2.25.64209780555211465345363945237134356637");

    public static final String VERSION_NAME = "DOZO";

    private Implementation() {}
}
