package dozo.core.association;

import dozo.core.association.AssociationEnd.Kind;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateReject;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.PduLimits;
import dozo.core.value.AeTitle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens associations as requestor. */
public final class AssociationRequestor {

    private AssociationRequestor() {}

    /**
     * Connects, proposes the contexts and waits for the answer. Contexts get the IDs 1, 3, 5, ... in their order. An association of
     * which no context was accepted is opened all the same: see {@link Association#contexts()}.
     *
     * @return an open association, to be closed by the caller
     * @throws OperatingFailure {@code PEER_UNREACHABLE}, {@code PEER_TIMED_OUT}, {@code ASSOCIATION_REJECTED},
     *     {@code ASSOCIATION_ABORTED}, {@code PROTOCOL_VIOLATION}, or {@code CONFIGURATION_INVALID} when TLS is asked for without keys
     * @throws IllegalArgumentException with no context or more than 128, or with more user information than its item holds
     */
    public static Association open(
            RemoteAe remote, AeTitle calling, List<ProposedContext> contexts, AssociationSettings settings)
            throws OperatingFailure {
        if (contexts.isEmpty() || contexts.size() > ContextProposal.MAX_CONTEXTS) {
            throw new IllegalArgumentException("an association has 1 to 128 presentation contexts");
        }
        AssociateRequest request = request(remote, calling, contexts, settings);
        byte[] encoded = PduEncoder.encode(request);
        Transport transport = connect(remote, settings);
        UpperLayer upperLayer = new UpperLayer(true, transport, settings.timeOuts(), settings.pduLimits());
        return associate(remote, upperLayer, request, encoded, settings);
    }

    private static Association associate(
            RemoteAe remote,
            UpperLayer upperLayer,
            AssociateRequest request,
            byte[] encoded,
            AssociationSettings settings)
            throws OperatingFailure {
        upperLayer.raise(Event.ASSOCIATE_REQUESTED);
        try {
            upperLayer.raise(Event.TRANSPORT_CONFIRMED, ByteBuffer.wrap(encoded));
        } catch (AssociationLostException e) {
            throw new OperatingFailure(FailureCode.PEER_UNREACHABLE, remote + " closed the connection at once.", e);
        }
        Duration limit = settings.timeOuts().accept();
        Optional<UpperLayer.Indication> answer = upperLayer.receive(limit, limit, () -> false);
        if (answer.isEmpty()) {
            throw failed(remote, upperLayer.end());
        }
        if (answer.get().pdu() instanceof AssociateReject reject) {
            throw new OperatingFailure(
                    FailureCode.ASSOCIATION_REJECTED,
                    remote + " rejected the association: " + reject.describe()
                            + (reject.isTransient() ? " (transient)." : " (permanent)."));
        }
        if (!(answer.get().pdu() instanceof AssociateAccept accept)) {
            throw failed(remote, upperLayer.end());
        }
        requireUsable(remote, upperLayer, accept);
        Negotiated negotiated = Negotiated.of(request, accept, true);
        return new Association(AssociationIds.next(), upperLayer, negotiated, settings);
    }

    private static void requireUsable(RemoteAe remote, UpperLayer upperLayer, AssociateAccept accept)
            throws OperatingFailure {
        long max = accept.userInformation().maxPduLength();
        if (max != 0 && max < PduLimits.MIN_PEER_LENGTH) {
            upperLayer.abort(Kind.PROTOCOL_VIOLATION, "PDUs too short");
            upperLayer.transport().close();
            throw new OperatingFailure(
                    FailureCode.PROTOCOL_VIOLATION,
                    remote + " takes PDUs of " + max + " bytes only: too short to use.");
        }
    }

    private static OperatingFailure failed(RemoteAe remote, Optional<AssociationEnd> end) {
        Kind kind = end.map(AssociationEnd::kind).orElse(Kind.CONNECTION_LOST);
        String detail = end.map(AssociationEnd::detail).orElse("");
        return switch (kind) {
            case TIMED_OUT ->
                new OperatingFailure(
                        FailureCode.PEER_TIMED_OUT, remote + " did not answer the association request in time.");
            case PROTOCOL_VIOLATION ->
                new OperatingFailure(
                        FailureCode.PROTOCOL_VIOLATION,
                        remote + " answered the association request with something else: " + detail + ".");
            case ABORTED_BY_PEER, ABORTED, RELEASED, REJECTED ->
                new OperatingFailure(
                        FailureCode.ASSOCIATION_ABORTED,
                        remote + " aborted instead of answering the association request: " + detail + ".");
            case CONNECTION_LOST ->
                new OperatingFailure(
                        FailureCode.ASSOCIATION_ABORTED,
                        remote + " closed the connection instead of answering the association request.");
        };
    }

    private static Transport connect(RemoteAe remote, AssociationSettings settings) throws OperatingFailure {
        try {
            SocketChannel channel = SocketChannel.open();
            try {
                return connect(channel, remote, settings);
            } catch (IOException | OperatingFailure e) {
                closeQuietly(channel, e);
                throw e;
            }
        } catch (IOException e) {
            throw new OperatingFailure(
                    FailureCode.PEER_UNREACHABLE,
                    remote + " cannot be reached: " + cause(e) + ". Check host, port, TLS and network.",
                    e);
        }
    }

    private static Transport connect(SocketChannel channel, RemoteAe remote, AssociationSettings settings)
            throws IOException, OperatingFailure {
        channel.socket().connect(new InetSocketAddress(remote.host(), remote.port()), (int)
                settings.timeOuts().connect().toMillis());
        Transport transport = new Transport(channel, settings.timeOuts().write());
        try {
            if (remote.tls()) {
                startTls(transport, remote, settings);
            }
            return transport;
        } catch (IOException | OperatingFailure e) {
            transport.close();
            throw e;
        }
    }

    private static void startTls(Transport transport, RemoteAe remote, AssociationSettings settings)
            throws IOException, OperatingFailure {
        TlsContext tls = settings.tls()
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.CONFIGURATION_INVALID,
                        remote + " is to be reached over TLS, but no keys for TLS are configured."));
        transport.startArtim(settings.timeOuts().connect());
        transport.startTls(tls, true);
        transport.stopArtim();
    }

    /** In words; of an unknown host Java tells the name alone. */
    private static String cause(IOException e) {
        return e instanceof UnknownHostException ? "no host of this name is known" : String.valueOf(e.getMessage());
    }

    private static void closeQuietly(SocketChannel channel, Exception cause) {
        try {
            channel.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static AssociateRequest request(
            RemoteAe remote, AeTitle calling, List<ProposedContext> contexts, AssociationSettings settings) {
        List<ContextProposal> proposals = new ArrayList<>();
        for (ProposedContext context : contexts) {
            proposals.add(new ContextProposal(
                    2 * proposals.size() + 1,
                    context.abstractSyntax(),
                    context.transferSyntaxes().stream().map(TransferSyntax::uid).toList()));
        }
        return new AssociateRequest(
                AssociateRequest.PROTOCOL_VERSION_1,
                remote.title().value(),
                calling.value(),
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                proposals,
                List.of(),
                OwnInformation.ofRequestor(contexts, settings));
    }
}
