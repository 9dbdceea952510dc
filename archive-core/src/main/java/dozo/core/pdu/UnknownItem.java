package dozo.core.pdu;

/** A user information sub-item of a type that this program does not know; carried, otherwise ignored (PS3.8 section 9.3.1). */
public record UnknownItem(int type, Octets value) {}
