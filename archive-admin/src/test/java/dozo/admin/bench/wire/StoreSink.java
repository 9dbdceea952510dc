package dozo.admin.bench.wire;

import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.FieldReader;
import dozo.core.pdu.PduDecoder;
import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduLimits;
import dozo.core.pdu.PduType;
import dozo.core.pdu.ReleaseResponse;
import dozo.core.pdu.UserInformation;
import dozo.core.testing.PeerInformation;
import dozo.core.value.ByteSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A storage SCP on loopback that accepts every context in its first transfer syntax, answers Success and keeps nothing: a
 * destination that costs the sender nothing. One thread for each association. Thread-safe.
 */
public final class StoreSink implements AutoCloseable {

    private static final int PDU_HEADER = 6;
    private static final int RELEASE_REQUEST = 5;

    private final ServerSocketChannel listener;
    private final AtomicLong instances = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private StoreSink(ServerSocketChannel listener) {
        this.listener = listener;
    }

    /** Listens. @param port 0 for any */
    public static StoreSink open(int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        StoreSink sink = new StoreSink(listener);
        start("sink", sink::acceptAll);
        return sink;
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    /** Instances received since it was opened. */
    public long instances() {
        return instances.get();
    }

    /** Bytes of their data sets. */
    public long bytes() {
        return bytes.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                start("sink-association", () -> serve(channel));
            }
        } catch (ClosedChannelException e) {
            // That is how it ends.
        } catch (IOException e) {
            throw new IllegalStateException("the sink cannot accept", e);
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            MessageInput input = new MessageInput(channel);
            channel.write(ByteBuffer.wrap(PduEncoder.encode(accept(input.pdu()))));
            while (input.next()) {
                instances.incrementAndGet();
                bytes.addAndGet(input.dataBytes());
                channel.write(success(input));
            }
            if (input.endType() == RELEASE_REQUEST) {
                channel.write(ByteBuffer.wrap(PduEncoder.encode(new ReleaseResponse())));
            }
        } catch (IOException e) {
            // The sender sees it too, and counts what was not acknowledged.
        }
    }

    /** The answer to the C-STORE that was just read. */
    static ByteBuffer success(MessageInput input) {
        ByteBuffer command = input.command();
        byte[] response = CommandBytes.storeResponse(
                        CommandBytes.number(command, CommandBytes.MESSAGE_ID),
                        CommandBytes.value(command, CommandBytes.AFFECTED_SOP_CLASS),
                        CommandBytes.value(command, CommandBytes.AFFECTED_SOP_INSTANCE))
                .encode();
        return Message.of(input.contextId(), ScuAssociation.MAX_PDU, response, null);
    }

    private static AssociateAccept accept(byte[] pdu) throws IOException {
        AssociateRequest request =
                (AssociateRequest) new PduDecoder(PduLimits.of(ByteSize.ofBytes(ScuAssociation.MAX_PDU)))
                        .decode(PduType.A_ASSOCIATE_RQ, new FieldReader(pdu, PDU_HEADER, pdu.length - PDU_HEADER));
        return new AssociateAccept(
                AssociateRequest.PROTOCOL_VERSION_1,
                request.calledText(),
                request.callingText(),
                request.applicationContext(),
                request.contexts().stream().map(StoreSink::accepted).toList(),
                information());
    }

    private static ContextResult accepted(ContextProposal proposal) {
        return ContextResult.accepted(proposal.id(), proposal.transferSyntaxes().get(0));
    }

    private static UserInformation information() {
        return PeerInformation.maxPdu(ScuAssociation.MAX_PDU)
                .implementation("2.25.1", "BENCH")
                .build();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
