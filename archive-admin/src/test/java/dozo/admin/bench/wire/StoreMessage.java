package dozo.admin.bench.wire;

import dozo.admin.bench.wire.BenchUids.Kind;
import dozo.core.dimse.CommandField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A C-STORE request that becomes one instance after another by writing digits into it: a head of its own with the command
 * and the first kilobytes, and a tail of pixels that all associations share. Not thread-safe.
 */
final class StoreMessage {

    private static final int CONTEXT = 1;
    private static final int MESSAGE_IDS = 0xFFFF;
    private static final long PATIENTS_PER_STREAM = 1_000_000;
    private static final long PATIENTS_PER_RUN = 1_000 * PATIENTS_PER_STREAM;
    private static final long RUNS = 1_000_000_000;

    private final ImageTemplate template;
    private final ByteBuffer head;
    private final ByteBuffer tail;
    private final int messageIdOffset;
    private final int commandUidOffset;
    private final int dataOffset;
    private final long firstPatient;

    private StoreMessage(
            ImageTemplate template,
            ByteBuffer head,
            ByteBuffer tail,
            byte[] command,
            int dataOffset,
            long firstPatient) {
        this.template = template;
        this.head = head;
        this.tail = tail;
        ByteBuffer view = ByteBuffer.wrap(command).order(ByteOrder.LITTLE_ENDIAN);
        this.messageIdOffset = Message.HEADERS + CommandBytes.find(view, CommandBytes.MESSAGE_ID);
        this.commandUidOffset = Message.HEADERS + CommandBytes.find(view, CommandBytes.AFFECTED_SOP_INSTANCE);
        this.dataOffset = dataOffset;
        this.firstPatient = firstPatient;
    }

    /** The pixels as every association of this PDU length sends them: from the second PDU of the data set on. */
    static ByteBuffer tail(ImageTemplate template, int maxPdu) {
        byte[] dataSet = template.dataSet();
        int from = headLength(dataSet, maxPdu);
        ByteBuffer tail = ByteBuffer.allocateDirect(Message.encodedLength(dataSet.length - from, maxPdu));
        Message.putData(tail, CONTEXT, maxPdu, dataSet, from, dataSet.length);
        return tail.flip();
    }

    private static int headLength(byte[] dataSet, int maxPdu) {
        return Math.min(dataSet.length, maxPdu - (Message.HEADERS - 6));
    }

    /**
     * The message for one association.
     *
     * @param tail of {@link #tail} for the same length
     * @throws IOException when the peer's PDUs are too short for the header
     */
    static StoreMessage of(ImageTemplate template, BenchUids uids, int stream, int maxPdu, ByteBuffer tail)
            throws IOException {
        byte[] dataSet = template.dataSet();
        int headLength = headLength(dataSet, maxPdu);
        if (headLength < lastOffset(template)) {
            throw new IOException("a maximum length of " + maxPdu + " bytes divides the header");
        }
        String instance = uids.text(Kind.INSTANCE, stream, 0);
        byte[] command = CommandBytes.request(CommandField.C_STORE, 1, template.sopClass())
                .withDataSet()
                .text(CommandBytes.AFFECTED_SOP_INSTANCE, instance)
                .encode();
        ByteBuffer head = ByteBuffer.allocateDirect(2 * Message.HEADERS + command.length + headLength);
        Message.putCommand(head, CONTEXT, command);
        int dataOffset = head.position() + Message.HEADERS;
        Message.putData(head, CONTEXT, maxPdu, dataSet, 0, headLength);
        head.put(dataOffset + template.instanceOffset(), BenchUids.ascii(instance));
        head.put(dataOffset + template.studyOffset(), BenchUids.ascii(uids.text(Kind.STUDY, stream, 0)));
        head.put(dataOffset + template.seriesOffset(), BenchUids.ascii(uids.text(Kind.SERIES, stream, 0)));
        return new StoreMessage(
                template, head.flip(), tail.duplicate(), command, dataOffset, firstPatient(uids, stream));
    }

    /** Another patient for each study of each stream of each run. */
    private static long firstPatient(BenchUids uids, int stream) {
        return uids.run() % RUNS * PATIENTS_PER_RUN + stream * PATIENTS_PER_STREAM;
    }

    private static int lastOffset(ImageTemplate template) {
        return BenchUids.LENGTH
                + Math.max(
                        Math.max(template.instanceOffset(), template.patientOffset()),
                        Math.max(template.studyOffset(), template.seriesOffset()));
    }

    /** Makes it the image of this number and sends it. */
    void send(ScuAssociation association, long image) throws IOException {
        long study = template.studies().studyOf(image);
        head.clear();
        int messageId = (int) (image % MESSAGE_IDS) + 1;
        head.put(messageIdOffset, (byte) messageId).put(messageIdOffset + 1, (byte) (messageId >>> 8));
        BenchUids.putNumber(head, commandUidOffset, image);
        BenchUids.putNumber(head, dataOffset + template.instanceOffset(), image);
        BenchUids.putNumber(
                head, dataOffset + template.seriesOffset(), template.studies().seriesOf(image));
        BenchUids.putNumber(head, dataOffset + template.studyOffset(), study);
        BenchUids.putDigits(
                head, dataOffset + template.patientOffset(), ImageTemplate.PATIENT_DIGITS, firstPatient + study);
        tail.rewind();
        association.send(head, tail);
    }
}
