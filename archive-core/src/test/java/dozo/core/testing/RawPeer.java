package dozo.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.pdu.Abort;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.FieldReader;
import dozo.core.pdu.Pdu;
import dozo.core.pdu.PduDecoder;
import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduLimits;
import dozo.core.pdu.PduType;
import dozo.core.pdu.UserInformation;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.List;

/**
 * A scripted peer on a bare socket: sends any bytes, right or wrong, and states what must come back. It shares the encoder of
 * well-formed PDUs with the program, but nothing of associations. Waits for what is expected with {@link Patience}, then fails.
 */
public final class RawPeer implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) Patience.LONG.toMillis());
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Connects to an acceptor under test. */
    public static RawPeer connect(int port) throws IOException {
        return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** As the other, from this address of the own machine, such as 127.0.0.2. */
    public static RawPeer connect(int port, InetAddress from) throws IOException {
        return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port, from, 0));
    }

    /** Waits for a requestor under test to connect. */
    public static RawPeer accept(ServerSocket listener) throws IOException {
        listener.setSoTimeout((int) Patience.LONG.toMillis());
        return over(listener.accept());
    }

    /** On a connection that stands. */
    public static RawPeer over(Socket socket) throws IOException {
        return new RawPeer(socket);
    }

    /** A request from RAW to DOZO with one context, ID 1, for this abstract syntax in implicit VR little endian. */
    public static AssociateRequest request(Uid abstractSyntax) {
        return request("RAW", List.of(new ContextProposal(1, abstractSyntax, List.of(new Uid("1.2.840.10008.1.2")))));
    }

    /** A request to DOZO with these contexts. */
    public static AssociateRequest request(String calling, List<ContextProposal> contexts) {
        return new AssociateRequest(
                AssociateRequest.PROTOCOL_VERSION_1,
                "DOZO",
                calling,
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                contexts,
                List.of(),
                information(AsyncWindow.SYNCHRONOUS));
    }

    /** User information with a maximum length of 16 KiB and this window. */
    public static UserInformation information(AsyncWindow window) {
        return PeerInformation.maxPdu(16_384)
                .implementation("1.2.3.4", "RAW")
                .window(window)
                .build();
    }

    public RawPeer send(Pdu pdu) throws IOException {
        return send(PduEncoder.encode(pdu));
    }

    public RawPeer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends hexadecimal digits; blanks are for the reader. */
    public RawPeer sendHex(String hex) throws IOException {
        return send(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /** The next PDU, decoded. */
    public Pdu receive() throws IOException {
        PduType type = PduType.of(in.readUnsignedByte()).orElseThrow();
        in.readByte();
        byte[] body = in.readNBytes(in.readInt());
        PduLimits limits = PduLimits.of(ByteSize.ofMebibytes(4));
        return new PduDecoder(limits).decode(type, new FieldReader(body, 0, body.length));
    }

    /** The next PDU, which must be of this class. */
    public <T extends Pdu> T expect(Class<T> type) throws IOException {
        return type.cast(receive());
    }

    /** The next PDU must be equal to this one. */
    public RawPeer expect(Pdu expected) throws IOException {
        assertEquals(expected, receive());
        return this;
    }

    /** The other side must close, with nothing more sent. */
    public void expectClosed() throws IOException {
        try {
            int next = in.read();
            assertEquals(-1, next, "a byte came where the connection should have been closed");
        } catch (EOFException | SocketException e) {
            // A reset closes as well as an end of stream: it comes when the other side left bytes unread.
        }
    }

    /** Drops whatever comes until the other side has closed. */
    public void awaitClose() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            // A reset closes as well.
        }
    }

    /** Drops whatever comes until the other side has aborted or closed. */
    public void awaitEnd() throws IOException {
        try {
            Pdu next = receive();
            while (!(next instanceof Abort)) {
                next = receive();
            }
        } catch (EOFException | SocketException e) {
            // Closed without an abort.
        }
    }

    /** Sends no more, still reads. */
    public RawPeer shutOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
