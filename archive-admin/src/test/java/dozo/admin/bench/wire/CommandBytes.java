package dozo.admin.bench.wire;

import dozo.core.dimse.CommandField;
import dozo.core.value.Uid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Command sets as bytes (PS3.7 section 6.3.1: implicit VR little endian, group 0000), written and looked into without an
 * object per element.
 */
final class CommandBytes {

    static final int AFFECTED_SOP_CLASS = 0x0002;
    static final int COMMAND_FIELD = 0x0100;
    static final int MESSAGE_ID = 0x0110;
    static final int MESSAGE_ID_RESPONDED_TO = 0x0120;
    static final int MOVE_DESTINATION = 0x0600;
    static final int PRIORITY = 0x0700;
    static final int DATA_SET_TYPE = 0x0800;
    static final int STATUS = 0x0900;
    static final int AFFECTED_SOP_INSTANCE = 0x1000;
    static final int FAILED_SUB_OPERATIONS = 0x1022;
    static final int COMPLETED_SUB_OPERATIONS = 0x1021;
    static final int NO_DATA_SET = 0x0101;

    private static final int DATA_SET = 1;
    private static final int HEADER = 8;
    private static final int LARGEST = 1024;

    private final ByteBuffer bytes = ByteBuffer.allocate(LARGEST).order(ByteOrder.LITTLE_ENDIAN);

    private CommandBytes() {
        // The group length, written when it is known.
        bytes.position(HEADER + Integer.BYTES);
    }

    /** A request with what all have, for the composite services. */
    static CommandBytes request(CommandField field, int messageId, Uid sopClass) {
        return new CommandBytes()
                .text(AFFECTED_SOP_CLASS, sopClass.value())
                .number(COMMAND_FIELD, field.requestCode())
                .number(MESSAGE_ID, messageId);
    }

    /** Success for a C-STORE of these UIDs, given as padded bytes. */
    static CommandBytes storeResponse(int messageId, byte[] sopClass, byte[] sopInstance) {
        return new CommandBytes()
                .value(AFFECTED_SOP_CLASS, sopClass)
                .number(COMMAND_FIELD, CommandField.C_STORE.responseCode())
                .number(MESSAGE_ID_RESPONDED_TO, messageId)
                .number(DATA_SET_TYPE, NO_DATA_SET)
                .number(STATUS, 0)
                .value(AFFECTED_SOP_INSTANCE, sopInstance);
    }

    /** Priority medium, and a data set follows. Stands between the message ID and whatever comes after it. */
    CommandBytes withDataSet() {
        return number(PRIORITY, 0).number(DATA_SET_TYPE, DATA_SET);
    }

    CommandBytes number(int element, int number) {
        header(element, Short.BYTES).putShort((short) number);
        return this;
    }

    /** Text padded with NUL, as UIDs are; an AE title is to be given with its blanks. */
    CommandBytes text(int element, String text) {
        return value(element, BenchUids.ascii(text.length() % 2 == 0 ? text : text + '\0'));
    }

    CommandBytes value(int element, byte[] value) {
        header(element, value.length).put(value);
        return this;
    }

    private ByteBuffer header(int element, int length) {
        return bytes.putShort((short) 0).putShort((short) element).putInt(length);
    }

    /** The command set, complete. */
    byte[] encode() {
        int end = bytes.position();
        bytes.position(0);
        header(0, Integer.BYTES).putInt(end - HEADER - Integer.BYTES);
        return Arrays.copyOf(bytes.array(), end);
    }

    /** Where the value of this element begins, or -1 when there is none. {@code command} is little endian, from 0 on. */
    static int find(ByteBuffer command, int element) {
        int at = 0;
        while (at + HEADER <= command.limit()) {
            if (Short.toUnsignedInt(command.getShort(at + 2)) == element) {
                return at + HEADER;
            }
            at += HEADER + command.getInt(at + 4);
        }
        return -1;
    }

    /** The number of this element, or -1 when there is none. */
    static int number(ByteBuffer command, int element) {
        int at = find(command, element);
        return at < 0 ? -1 : Short.toUnsignedInt(command.getShort(at));
    }

    /** The value of this element as it stands; empty when there is none. */
    static byte[] value(ByteBuffer command, int element) {
        int at = find(command, element);
        byte[] value = new byte[at < 0 ? 0 : command.getInt(at - Integer.BYTES)];
        if (at >= 0) {
            command.get(at, value);
        }
        return value;
    }
}
