package dozo.core.association;

import dozo.core.association.AssociationEnd.Kind;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateReject;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.PduLimits;
import dozo.core.pdu.RejectReason;
import dozo.core.value.AeTitle;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted connection from its first byte to its last: TLS, request, decision, association. Runs on a thread of its own. */
final class IncomingConnection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingConnection.class);

    private final String id = AssociationIds.next();
    private final Transport transport;
    private final AssociationSlots slots;
    private final AcceptorSettings settings;
    private final AcceptancePolicy policy;
    private final Function<Association, MessageHandler> handlers;
    private final UpperLayer upperLayer;
    private volatile @Nullable Association association;
    private boolean pending = true;

    IncomingConnection(
            Transport transport,
            AssociationSlots slots,
            AcceptorSettings settings,
            AcceptancePolicy policy,
            Function<Association, MessageHandler> handlers) {
        this.transport = transport;
        this.slots = slots;
        this.settings = settings;
        this.policy = policy;
        this.handlers = handlers;
        this.upperLayer = new UpperLayer(
                false,
                transport,
                settings.association().timeOuts(),
                settings.association().pduLimits());
    }

    /** The association, once there is one. */
    Optional<Association> association() {
        return Optional.ofNullable(association);
    }

    /** Ends at once, without a word to the peer. */
    void close() {
        transport.close();
    }

    @Override
    public void run() {
        AssociationMdc.putConnection(id, address().getHostAddress());
        try {
            upperLayer.raise(Event.TRANSPORT_INDICATED);
            if (secured()) {
                negotiate();
            }
        } finally {
            transport.close();
            noLongerPending();
            AssociationMdc.clear();
        }
    }

    InetAddress address() {
        return transport.remoteAddress().getAddress();
    }

    /** Whether anything has come from the peer but a TLS handshake. */
    boolean hasSpoken() {
        return transport.hasReceived();
    }

    /** Ends at once in favour of a newer connection. */
    void giveWay() {
        LOG.warn("connection from {} closed: it sent no association request, and others connect", address());
        close();
    }

    private boolean secured() {
        Optional<TlsContext> tls = settings.association().tls();
        if (tls.isEmpty()) {
            return true;
        }
        try {
            transport.startTls(tls.get(), false);
            return true;
        } catch (IOException e) {
            LOG.warn("connection ended: no TLS handshake: {}", e.getMessage());
            return false;
        }
    }

    private void negotiate() {
        Optional<UpperLayer.Indication> indication = upperLayer.receive(Duration.ZERO, Duration.ZERO, () -> true);
        if (indication.isEmpty() || !(indication.get().pdu() instanceof AssociateRequest request)) {
            logUnassociated();
            return;
        }
        Optional<RejectReason> unfit = unfit(request);
        if (unfit.isPresent()) {
            reject(unfit.get());
            return;
        }
        AeTitle calling = request.callingAeTitle();
        AssociationMdc.putTitles(calling.value(), request.calledAeTitle().value());
        Acceptance acceptance = decide(request);
        if (acceptance instanceof Acceptance.Accepted accepted) {
            associate(request, calling, accepted);
        } else {
            reject(((Acceptance.Rejected) acceptance).reason());
        }
    }

    /** A port scan or a load balancer's probe that just connects and goes is no news. */
    private void logUnassociated() {
        AssociationEnd end = upperLayer.end().orElse(new AssociationEnd(Kind.CONNECTION_LOST, ""));
        if (end.kind() == Kind.CONNECTION_LOST && transport.bytesReceived() == 0) {
            LOG.debug("connection ended without a request");
        } else {
            LOG.warn("connection ended without an association: {}", end);
        }
    }

    /** What this service provider tests itself (PS3.8 sections 7.1.1 and 9.3.2). */
    private static Optional<RejectReason> unfit(AssociateRequest request) {
        if ((request.protocolVersion() & AssociateRequest.PROTOCOL_VERSION_1) == 0) {
            return Optional.of(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
        }
        if (!request.applicationContext().equals(AssociateRequest.DICOM_APPLICATION_CONTEXT)) {
            return Optional.of(RejectReason.APPLICATION_CONTEXT_NOT_SUPPORTED);
        }
        if (AeTitle.parse(request.calledText()).isEmpty()) {
            return Optional.of(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
        }
        if (AeTitle.parse(request.callingText()).isEmpty()) {
            return Optional.of(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
        }
        long max = request.userInformation().maxPduLength();
        return max != 0 && max < PduLimits.MIN_PEER_LENGTH
                ? Optional.of(RejectReason.NO_REASON_GIVEN)
                : Optional.empty();
    }

    private Acceptance decide(AssociateRequest request) {
        try {
            return policy.decide(request, address(), transport.peerCertificate());
        } catch (RuntimeException e) {
            LOG.error("the acceptance policy failed; the association is rejected", e);
            return new Acceptance.Rejected(RejectReason.TEMPORARY_CONGESTION);
        }
    }

    private void associate(AssociateRequest request, AeTitle calling, Acceptance.Accepted accepted) {
        if (!slots.associated(calling)) {
            reject(RejectReason.LOCAL_LIMIT_EXCEEDED);
            return;
        }
        noLongerPending();
        try {
            AssociateAccept answer = answer(request, accepted);
            Association made =
                    new Association(id, upperLayer, Negotiated.of(request, answer, false), settings.association());
            MessageHandler handler = made.attach(handlers);
            association = made;
            upperLayer.raise(Event.ASSOCIATE_ACCEPTED, answer);
            made.read(handler);
        } catch (AssociationLostException e) {
            LOG.warn("connection ended before the association was accepted");
        } finally {
            slots.dissociated(calling);
        }
    }

    private AssociateAccept answer(AssociateRequest request, Acceptance.Accepted accepted) {
        List<ContextResult> results = new ArrayList<>(accepted.contexts());
        for (int unreadable : request.unreadableContextIds()) {
            results.add(ContextResult.rejected(unreadable, ContextResult.Result.ABSTRACT_SYNTAX_NOT_SUPPORTED));
        }
        return new AssociateAccept(
                AssociateRequest.PROTOCOL_VERSION_1,
                request.calledText(),
                request.callingText(),
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                results,
                OwnInformation.ofAcceptor(request, accepted, settings.association()));
    }

    private void reject(RejectReason reason) {
        LOG.warn("association rejected: {}", reason.description());
        upperLayer.endedBy(Kind.REJECTED, reason.description());
        try {
            upperLayer.raise(Event.ASSOCIATE_REJECTED, new AssociateReject(reason));
        } catch (AssociationLostException e) {
            LOG.debug("the rejection could not be sent");
        }
        upperLayer.receive(Duration.ZERO, Duration.ZERO, () -> true);
    }

    /** A connection counts as pending until it is an association: one that is rejected and does not go, too. */
    private void noLongerPending() {
        if (pending) {
            pending = false;
            slots.noLongerPending(this);
        }
    }
}
