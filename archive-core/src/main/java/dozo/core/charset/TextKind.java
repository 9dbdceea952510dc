package dozo.core.charset;

/** How a text value is cut by delimiters, at which code extension returns to the initial sets (PS3.5 section 6.1.2.5.3). */
public enum TextKind {
    /** Backslash separates values. */
    MULTI_VALUED,
    /** Backslash is a character; only the control characters delimit. */
    SINGLE_TEXT,
    /** Backslash separates values, caret components, equals sign component groups (VR PN). */
    PERSON_NAME
}
