package dozo.qr.model;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Final responses to identifiers that cannot be answered (PS3.4 sections C.4.1.1.4, C.4.2.1.5 and C.4.3.1.4). */
public final class IdentifierFailure {

    private IdentifierFailure() {}

    /** With the status, the Offending Element and the comment of {@code failure}. */
    public static CommandSet response(CommandSet request, InvalidIdentifier failure) {
        Attributes command = new Attributes();
        request.response(failure.status())
                .withErrorComment(failure.comment())
                .attributes()
                .elements()
                .forEach(command::put);
        command.put(new Element.Bytes(Tag.OffendingElement, Vr.AT, tagValue(failure.offendingTag())));
        return new CommandSet(command);
    }

    /** For an identifier that is no data set, or passes a limit: no element can be blamed. */
    public static CommandSet unreadable(CommandSet request) {
        return request.response(InvalidIdentifier.UNABLE_TO_PROCESS).withErrorComment("the identifier cannot be read");
    }

    /** Group, then element number, each in little endian (PS3.5 section 6.2, VR AT). */
    private static byte[] tagValue(int tag) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) Tag.group(tag))
                .putShort((short) Tag.element(tag))
                .array();
    }
}
