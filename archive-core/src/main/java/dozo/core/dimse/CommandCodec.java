package dozo.core.dimse;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.PduException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Encodes and decodes command sets: implicit VR little endian, group 0000 only (PS3.7 section 6.3.1). */
final class CommandCodec {

    private static final int ELEMENT_HEADER_BYTES = 8;
    private static final int GROUP_LENGTH_BYTES = 12;

    private CommandCodec() {}

    static byte[] encode(CommandSet command) {
        int length = 0;
        for (Element element : command.attributes().elements()) {
            length += ELEMENT_HEADER_BYTES + ((Element.Bytes) element).value().length;
        }
        ByteBuffer out = ByteBuffer.allocate(GROUP_LENGTH_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        putTag(out, Tag.CommandGroupLength).putInt(4).putInt(length);
        for (Element element : command.attributes().elements()) {
            byte[] value = ((Element.Bytes) element).value();
            putTag(out, element.tag()).putInt(value.length).put(value);
        }
        return out.array();
    }

    /**
     * Decodes a whole command set.
     *
     * @throws PduException when it is not well-formed or lacks what every command has; as service user, whose data it is
     */
    static CommandSet decode(byte[] encoded) throws PduException {
        ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        Attributes attributes = new Attributes();
        while (in.hasRemaining()) {
            Element.Bytes element = element(in);
            // Command Group Length tells nothing that the end of the fragments does not, and is wrong from some
            // devices.
            if (element.tag() != Tag.CommandGroupLength) {
                attributes.put(element);
            }
        }
        CommandSet command = new CommandSet(attributes);
        requireComplete(command);
        return command;
    }

    private static Element.Bytes element(ByteBuffer in) throws PduException {
        if (in.remaining() < ELEMENT_HEADER_BYTES) {
            throw malformed("ends within an element");
        }
        int tag = Short.toUnsignedInt(in.getShort()) << 16 | Short.toUnsignedInt(in.getShort());
        long length = Integer.toUnsignedLong(in.getInt());
        if (Tag.group(tag) != 0) {
            throw malformed("has an element of another group");
        }
        if (length > in.remaining()) {
            throw malformed("has an element that passes its end");
        }
        byte[] value = new byte[(int) length];
        in.get(value);
        return new Element.Bytes(tag, vrOf(tag), value);
    }

    private static void requireComplete(CommandSet command) throws PduException {
        Attributes attributes = command.attributes();
        require(attributes, Tag.CommandField);
        require(attributes, Tag.CommandDataSetType);
        boolean cancel = command.fieldCode() == CommandField.C_CANCEL.requestCode();
        require(attributes, command.isResponse() || cancel ? Tag.MessageIDBeingRespondedTo : Tag.MessageID);
        if (command.isResponse()) {
            require(attributes, Tag.Status);
        }
    }

    private static void require(Attributes attributes, int tag) throws PduException {
        if (attributes.integer(tag).isEmpty()) {
            throw malformed("lacks " + Tag.toString(tag));
        }
    }

    private static PduException malformed(String what) {
        return new PduException(AbortReason.SERVICE_USER, "a command set " + what);
    }

    private static ByteBuffer putTag(ByteBuffer out, int tag) {
        return out.putShort((short) Tag.group(tag)).putShort((short) Tag.element(tag));
    }

    /** PS3.7 section E.1; what is not read by this program is carried as UN. */
    private static Vr vrOf(int tag) {
        return switch (tag) {
            case Tag.AffectedSOPClassUID,
                    Tag.RequestedSOPClassUID,
                    Tag.AffectedSOPInstanceUID,
                    Tag.RequestedSOPInstanceUID -> Vr.UI;
            case Tag.MoveDestination, Tag.MoveOriginatorApplicationEntityTitle -> Vr.AE;
            case Tag.CommandField,
                    Tag.MessageID,
                    Tag.MessageIDBeingRespondedTo,
                    Tag.Priority,
                    Tag.CommandDataSetType,
                    Tag.Status,
                    Tag.ErrorID,
                    Tag.EventTypeID,
                    Tag.ActionTypeID,
                    Tag.NumberOfRemainingSuboperations,
                    Tag.NumberOfCompletedSuboperations,
                    Tag.NumberOfFailedSuboperations,
                    Tag.NumberOfWarningSuboperations,
                    Tag.MoveOriginatorMessageID -> Vr.US;
            case Tag.OffendingElement -> Vr.AT;
            case Tag.ErrorComment -> Vr.LO;
            default -> Vr.UN;
        };
    }
}
