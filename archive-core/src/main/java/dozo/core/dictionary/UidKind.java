package dozo.core.dictionary;

/** What a registered UID stands for: the types of PS3.6 Annex A. */
public enum UidKind {
    TRANSFER_SYNTAX,
    SOP_CLASS,
    META_SOP_CLASS,
    SERVICE_CLASS,
    WELL_KNOWN_INSTANCE,
    FRAME_OF_REFERENCE,
    CODING_SCHEME,
    APPLICATION_CONTEXT,
    OTHER
}
