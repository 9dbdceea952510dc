package dozo.storage.index.query;

/** The component groups of a person name (PS3.5 section 6.2.1) in which a pattern is looked for. */
public enum NameGroup {
    /** Whichever group holds it. */
    ANY,
    ALPHABETIC,
    IDEOGRAPHIC,
    PHONETIC
}
