package dozo.admin.hostile;

import dozo.core.dataset.Tag;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.CommandSet;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextProposal;
import dozo.core.testing.Instances;
import dozo.core.testing.RawPeer;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Bytes of messages, with lengths that need not be true. All in explicit VR little endian but for command sets. */
final class RawMessages {

    /** The contexts of {@link #request}. */
    static final int STORE = 1;

    static final int FIND = 3;

    static final int COMMAND = 1;
    static final int LAST = 2;

    private static final int FRAGMENT_BYTES = 16 * 1024;

    private static final Uid EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();

    private RawMessages() {}

    /** A request for a context for CT images and one for Study Root queries. */
    static AssociateRequest request() {
        return RawPeer.request(
                "RAW",
                List.of(
                        new ContextProposal(STORE, Instances.CT, List.of(EXPLICIT)),
                        new ContextProposal(FIND, InformationModel.STUDY_ROOT.find(), List.of(EXPLICIT))));
    }

    /** The command set of a C-STORE of a CT image. */
    static byte[] store(Uid instance) {
        return encode(CommandSet.request(CommandField.C_STORE, 1, Instances.CT, true)
                .withNumber(Tag.Priority, 0)
                .withUid(Tag.AffectedSOPInstanceUID, instance));
    }

    /** The command set of a Study Root C-FIND. */
    static byte[] find() {
        return encode(CommandSet.request(CommandField.C_FIND, 1, InformationModel.STUDY_ROOT.find(), true)
                .withNumber(Tag.Priority, 0));
    }

    /** The bytes of a command set, its group length before it (PS3.7 section 6.3.1). */
    static byte[] encode(CommandSet command) {
        byte[] elements = DatasetWriter.toBytes(command.attributes(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        ByteBuffer encoded = ByteBuffer.allocate(12 + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        encoded.putInt(0).putInt(4).putInt(elements.length).put(elements);
        return encoded.array();
    }

    /** A whole command set in one P-DATA-TF. */
    static byte[] command(int context, byte[] commandSet) {
        return fragment(context, COMMAND | LAST, commandSet);
    }

    /** A whole data set in P-DATA-TFs of at most 16 KiB. */
    static byte[] data(int context, byte[] dataSet) {
        ByteArrayOutputStream pdus = new ByteArrayOutputStream();
        int begun = 0;
        while (dataSet.length - begun > FRAGMENT_BYTES) {
            pdus.writeBytes(fragment(context, 0, Arrays.copyOfRange(dataSet, begun, begun + FRAGMENT_BYTES)));
            begun += FRAGMENT_BYTES;
        }
        pdus.writeBytes(fragment(context, LAST, Arrays.copyOfRange(dataSet, begun, dataSet.length)));
        return pdus.toByteArray();
    }

    /** A P-DATA-TF of one fragment. */
    static byte[] fragment(int context, int control, byte[] payload) {
        return pdu(4, payload.length + 6L, pdv(payload.length + 2L, context, control, payload));
    }

    /** A presentation data value item that claims this length (PS3.8 section 9.3.5.1). */
    static byte[] pdv(long length, int context, int control, byte[] payload) {
        ByteBuffer item = ByteBuffer.allocate(6 + payload.length);
        item.putInt((int) length).put((byte) context).put((byte) control).put(payload);
        return item.array();
    }

    /** A PDU that claims this length (PS3.8 section 9.3.1). */
    static byte[] pdu(int type, long length, byte[] body) {
        ByteBuffer pdu = ByteBuffer.allocate(6 + body.length);
        pdu.put((byte) type).put((byte) 0).putInt((int) length).put(body);
        return pdu.array();
    }

    /** A data element that claims this length, with a 32-bit length field whatever its VR is not (PS3.5 section 7.1.2). */
    static byte[] element(int tag, String vr, long length, byte[] value) {
        ByteBuffer element = ByteBuffer.allocate(12 + value.length).order(ByteOrder.LITTLE_ENDIAN);
        element.putShort((short) (tag >>> 16)).putShort((short) tag);
        element.put((byte) vr.charAt(0)).put((byte) vr.charAt(1)).putShort((short) 0);
        return element.putInt((int) length).put(value).array();
    }

    /** An item of a sequence that claims this length (PS3.5 section 7.5). */
    static byte[] item(long length, byte[] content) {
        ByteBuffer item = ByteBuffer.allocate(8 + content.length).order(ByteOrder.LITTLE_ENDIAN);
        return item.putShort((short) 0xFFFE)
                .putShort((short) 0xE000)
                .putInt((int) length)
                .put(content)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
