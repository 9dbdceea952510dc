package dozo.core.pdu;

/**
 * A presentation data value item: a fragment of a command set or of a data set (PS3.8 section 9.3.5.1 and Annex E).
 *
 * @param contextId the presentation context's ID
 * @param command whether the fragment belongs to a command set, else to a data set
 * @param last whether it is the last fragment
 */
public record Pdv(int contextId, boolean command, boolean last, Octets fragment) {

    /** Bytes before the fragment: length field 4, context ID 1, message control header 1. */
    public static final int HEADER_BYTES = 6;

    static final int COMMAND_BIT = 0x01;
    static final int LAST_BIT = 0x02;

    /** The message control header of these two facts. */
    public static int controlHeader(boolean command, boolean last) {
        return (command ? COMMAND_BIT : 0) | (last ? LAST_BIT : 0);
    }
}
