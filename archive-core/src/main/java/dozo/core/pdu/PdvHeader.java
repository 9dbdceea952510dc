package dozo.core.pdu;

/**
 * What stands before the fragment of a presentation data value item (PS3.8 section 9.3.5.1 and Annex E).
 *
 * @param fragmentLength in bytes
 */
public record PdvHeader(int contextId, boolean command, boolean last, int fragmentLength) {}
