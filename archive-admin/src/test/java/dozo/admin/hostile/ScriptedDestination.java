package dozo.admin.hostile;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.CommandSet;
import dozo.core.dimse.DimseClient;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.DataTransfer;
import dozo.core.pdu.Pdu;
import dozo.core.pdu.Pdv;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.pdu.ReleaseResponse;
import dozo.core.testing.RawPeer;
import dozo.core.value.AeTitle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.Function;

/** A move destination that does what its script says, on each connection anew, and then hangs up. */
final class ScriptedDestination implements AutoCloseable {

    /** What it does on one connection. */
    interface Script {
        void run(RawPeer archive) throws Exception;
    }

    /** One C-STORE request that has arrived whole. */
    record Arrived(int context, CommandSet command) {

        /** The bytes of a response with this status. */
        byte[] answer(int status) {
            return RawMessages.command(context, RawMessages.encode(command.response(status)));
        }
    }

    private final String title;
    private final ServerSocket listener;

    private ScriptedDestination(String title, ServerSocket listener) {
        this.title = title;
        this.listener = listener;
    }

    static ScriptedDestination start(String title, Script script) throws IOException {
        ServerSocket listener = new ServerSocket();
        // Small, so that what is not read is not taken.
        listener.setReceiveBufferSize(8 * 1024);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ScriptedDestination destination = new ScriptedDestination(title, listener);
        Thread thread = new Thread(() -> destination.serve(script), "destination-" + title);
        thread.setDaemon(true);
        thread.start();
        return destination;
    }

    private void serve(Script script) {
        while (!listener.isClosed()) {
            try (RawPeer archive = RawPeer.over(listener.accept())) {
                script.run(archive);
            } catch (Exception | AssertionError e) {
                // The archive has hung up, or this destination was closed: each connection begins anew.
            }
        }
    }

    AeTitle title() {
        return new AeTitle(title);
    }

    /** Its line in the archive's table of AEs. */
    String configuration() {
        return "{ title = \"%s\", host = \"127.0.0.1\", port = %d }".formatted(title, listener.getLocalPort());
    }

    /** Takes every presentation context. */
    static void accept(RawPeer archive) throws IOException {
        answer(
                archive,
                proposal -> ContextResult.accepted(
                        proposal.id(), proposal.transferSyntaxes().get(0)));
    }

    static void answer(RawPeer archive, Function<ContextProposal, ContextResult> decision) throws IOException {
        AssociateRequest request = archive.expect(AssociateRequest.class);
        List<ContextResult> results = request.contexts().stream().map(decision).toList();
        archive.send(new AssociateAccept(
                AssociateRequest.PROTOCOL_VERSION_1,
                request.calledText(),
                request.callingText(),
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                results,
                RawPeer.information(AsyncWindow.SYNCHRONOUS)));
    }

    /** Waits until a C-STORE request has come with its data set. */
    static Arrived awaitStore(RawPeer archive) throws IOException {
        Attributes command = null;
        while (true) {
            Pdu pdu = archive.receive();
            if (pdu instanceof ReleaseRequest) {
                archive.send(new ReleaseResponse());
                throw new IOException("released");
            }
            for (Pdv pdv : ((DataTransfer) pdu).pdvs()) {
                if (pdv.command()) {
                    command = Replies.decode(pdv);
                } else if (pdv.last()) {
                    return new Arrived(pdv.contextId(), new CommandSet(command));
                }
            }
        }
    }

    /** Answers each C-STORE with this status until the archive releases. */
    static Script answering(int status) {
        return archive -> {
            accept(archive);
            while (true) {
                archive.send(awaitStore(archive).answer(status));
            }
        };
    }

    /** The bytes of a C-ECHO request in this context. */
    static byte[] echo(int context) {
        CommandSet echo = CommandSet.request(CommandField.C_ECHO, 7, DimseClient.VERIFICATION, false);
        return RawMessages.command(context, RawMessages.encode(echo));
    }

    /** As it came, but for another message. */
    static Arrived withOtherId(Arrived arrived) {
        Attributes command = new Attributes();
        arrived.command().attributes().elements().forEach(command::put);
        return new Arrived(arrived.context(), new CommandSet(command.put(Tag.MessageID, Vr.US, 4711)));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
