package dozo.admin.bench.wire;

import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.FieldReader;
import dozo.core.pdu.Pdu;
import dozo.core.pdu.PduDecoder;
import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduLimits;
import dozo.core.pdu.PduType;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.pdu.RoleSelection;
import dozo.core.pdu.UserInformation;
import dozo.core.testing.PeerInformation;
import dozo.core.value.ByteSize;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

/** An association as requestor on a bare, blocking connection that never delays small packets. Not thread-safe. */
public final class ScuAssociation implements AutoCloseable {

    /** What this side can receive: as long as the buffers like it. */
    static final int MAX_PDU = 256 * 1024;

    private static final int PDU_HEADER = 6;
    private static final int LARGEST_PDU = 128 * 1024;

    private final SocketChannel channel;
    private final MessageInput input;
    private final int maxPdu;

    private ScuAssociation(SocketChannel channel, MessageInput input, int maxPdu) {
        this.channel = channel;
        this.input = input;
        this.maxPdu = maxPdu;
    }

    /**
     * Opens one.
     *
     * @param contexts each must be accepted
     * @param roles role selections, for C-GET
     * @throws IOException when the peer cannot be reached, or refuses the association or a context
     */
    public static ScuAssociation open(Target target, List<ContextProposal> contexts, List<RoleSelection> roles)
            throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(target.host(), target.port()));
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            write(channel, ByteBuffer.wrap(PduEncoder.encode(request(target, contexts, roles))));
            MessageInput input = new MessageInput(channel);
            AssociateAccept accept = accept(input.pdu());
            if (!accept.contexts().stream().allMatch(ContextResult::isAccepted)) {
                throw new IOException(target + " refuses a context: " + accept.contexts());
            }
            return new ScuAssociation(channel, input, maxPdu(accept));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static AssociateRequest request(Target target, List<ContextProposal> contexts, List<RoleSelection> roles) {
        UserInformation information = PeerInformation.maxPdu(MAX_PDU)
                .implementation("2.25.1", "BENCH")
                .roles(roles)
                .build();
        return new AssociateRequest(
                AssociateRequest.PROTOCOL_VERSION_1,
                target.called(),
                target.calling(),
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                contexts,
                List.of(),
                information);
    }

    private static AssociateAccept accept(byte[] pdu) throws IOException {
        Pdu answer = new PduDecoder(PduLimits.of(ByteSize.ofBytes(MAX_PDU)))
                .decode(PduType.of(pdu[0]).orElseThrow(), new FieldReader(pdu, PDU_HEADER, pdu.length - PDU_HEADER));
        if (answer instanceof AssociateAccept accept) {
            return accept;
        }
        throw new IOException("no association: " + answer);
    }

    /** What the peer takes, no limit meaning a length that fits every cache. */
    private static int maxPdu(AssociateAccept accept) {
        long announced = accept.userInformation().maxPduLength();
        return announced == 0 || announced > LARGEST_PDU ? LARGEST_PDU : (int) announced;
    }

    /** The longest P-DATA-TF variable field in bytes that the peer takes. */
    int maxPdu() {
        return maxPdu;
    }

    /** What comes from the peer. */
    MessageInput input() {
        return input;
    }

    /** Sends these buffers whole, in as few calls as the system allows. */
    void send(ByteBuffer... buffers) throws IOException {
        for (ByteBuffer each : buffers) {
            while (each.hasRemaining()) {
                channel.write(buffers);
            }
        }
    }

    /** Sends a command, and a data set unless {@code dataSet} is null, in one packet. */
    void send(int contextId, byte[] command, byte[] dataSet) throws IOException {
        send(Message.of(contextId, maxPdu, command, dataSet));
    }

    /** Releases in order and closes. */
    public void release() throws IOException {
        write(channel, ByteBuffer.wrap(PduEncoder.encode(new ReleaseRequest())));
        input.pdu();
        channel.close();
    }

    /** Closes the connection without a word, unless released. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
