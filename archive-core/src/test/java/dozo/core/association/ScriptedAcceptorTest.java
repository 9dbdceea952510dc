package dozo.core.association;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.AssociationEnd.Kind;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateReject;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.DataTransfer;
import dozo.core.pdu.ExtendedNegotiation;
import dozo.core.pdu.Octets;
import dozo.core.pdu.Pdv;
import dozo.core.pdu.RejectReason;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.pdu.ReleaseResponse;
import dozo.core.pdu.RoleSelection;
import dozo.core.pdu.UserInformation;
import dozo.core.testing.Patience;
import dozo.core.testing.PeerInformation;
import dozo.core.testing.RawPeer;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requestor against a scripted peer that answers what no good acceptor would. */
class ScriptedAcceptorTest {

    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");
    private static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");
    private static final Uid IMPLICIT = new Uid("1.2.840.10008.1.2");
    private static final TimeOuts TIME_OUTS = TimeOuts.defaults();

    private ServerSocket listener;

    @BeforeEach
    void listen() throws Exception {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        listener.close();
    }

    private CompletableFuture<Association> opening(TimeOuts timeOuts, ProposedContext... contexts) {
        RemoteAe remote = new RemoteAe(new AeTitle("RAW"), "127.0.0.1", listener.getLocalPort());
        List<ProposedContext> proposed = contexts.length == 0
                ? List.of(ProposedContext.of(VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                : List.of(contexts);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return AssociationRequestor.open(
                        remote,
                        new AeTitle("DOZO"),
                        proposed,
                        AssociationSettings.defaults().withTimeOuts(timeOuts));
            } catch (OperatingFailure e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static FailureCode failure(CompletableFuture<Association> opening) {
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> opening.get(Patience.SECONDS, SECONDS));
        return ((OperatingFailure) failed.getCause().getCause()).code();
    }

    private static AssociateAccept accept(AssociateRequest request, UserInformation information) {
        return new AssociateAccept(
                1,
                request.calledText(),
                request.callingText(),
                request.applicationContext(),
                request.contexts().stream()
                        .map(c -> ContextResult.accepted(c.id(), IMPLICIT))
                        .toList(),
                information);
    }

    private static AssociateAccept accept(AssociateRequest request) {
        return accept(request, RawPeer.information(AsyncWindow.SYNCHRONOUS));
    }

    @Test
    void aRejectionIsReportedAsSuch() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.expect(AssociateRequest.class);
            peer.send(new AssociateReject(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED));
            assertEquals(FailureCode.ASSOCIATION_REJECTED, failure(opening));
            peer.expectClosed();
        }
    }

    @Test
    void anAbortInsteadOfAnAnswerIsReportedAsSuch() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.expect(AssociateRequest.class);
            peer.send(new Abort(AbortReason.NOT_SPECIFIED));
            assertEquals(FailureCode.ASSOCIATION_ABORTED, failure(opening));
        }
    }

    @Test
    void aPeerThatHangsUpIsReportedAsSuch() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.expect(AssociateRequest.class);
        }
        assertEquals(FailureCode.ASSOCIATION_ABORTED, failure(opening));
    }

    @Test
    void silenceInsteadOfAnAnswerIsAbortedAfterTheAcceptTimeOut() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS.withAccept(Duration.ofMillis(100)));
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.expect(AssociateRequest.class);
            assertEquals(FailureCode.PEER_TIMED_OUT, failure(opening));
            peer.expect(new Abort(AbortReason.SERVICE_USER)).expectClosed();
        }
    }

    @Test
    void nonsenseInsteadOfAnAnswerIsAViolation() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.expect(AssociateRequest.class);
            peer.sendHex("485454502f312e3120343030");
            assertEquals(FailureCode.PROTOCOL_VIOLATION, failure(opening));
            peer.expect(new Abort(AbortReason.UNRECOGNIZED_PDU));
        }
    }

    @Test
    void dataBeforeTheAnswerIsAViolation() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.expect(AssociateRequest.class);
            peer.send(new DataTransfer(List.of(new Pdv(1, true, true, Octets.of(1)))));
            assertEquals(FailureCode.PROTOCOL_VIOLATION, failure(opening));
            peer.expect(new Abort(AbortReason.UNEXPECTED_PDU));
        }
    }

    @Test
    void aHostThatDoesNotListenIsUnreachable() throws Exception {
        listener.close();
        assertEquals(FailureCode.PEER_UNREACHABLE, failure(opening(TIME_OUTS)));
    }

    @Test
    void rolesAndExtendedNegotiationHoldOnlyAsBothSidesAgreed() throws Exception {
        Uid find = new Uid("1.2.840.10008.5.1.4.1.2.2.1");
        CompletableFuture<Association> opening = opening(
                TIME_OUTS,
                ProposedContext.of(CT, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).asScp(),
                ProposedContext.of(VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                        .asScp(),
                ProposedContext.of(find, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                        .withExtended(Octets.of(1, 1)));
        try (RawPeer peer = RawPeer.accept(listener)) {
            AssociateRequest request = peer.expect(AssociateRequest.class);
            assertEquals(
                    List.of(new RoleSelection(CT, false, true), new RoleSelection(VERIFICATION, false, true)),
                    request.userInformation().roleSelections());
            peer.send(accept(
                    request,
                    PeerInformation.maxPdu(16_384)
                            .roles(List.of(new RoleSelection(CT, false, true)))
                            .extended(List.of(new ExtendedNegotiation(find, Octets.of(1, 0))))
                            .build()));
            Association association = opening.get(Patience.SECONDS, SECONDS);
            assertTrue(association.contextFor(CT).orElseThrow().scp());
            assertFalse(association.contextFor(CT).orElseThrow().scu());
            assertTrue(association.contextFor(VERIFICATION).orElseThrow().scu(), "no answer leaves the default role");
            assertFalse(association.contextFor(VERIFICATION).orElseThrow().scp());
            assertEquals(Optional.of(Octets.of(1, 0)), association.negotiatedExtended(find));
            assertEquals(Optional.empty(), association.negotiatedExtended(CT));
            association.abort();
        }
    }

    @Test
    void aWindowWiderThanTheOneProposedIsNotUsed() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.send(accept(peer.expect(AssociateRequest.class), RawPeer.information(new AsyncWindow(0, 16))));
            Association association = opening.get(Patience.SECONDS, SECONDS);
            assertEquals(AsyncWindow.SYNCHRONOUS, association.window());
            association.abort();
        }
    }

    @Test
    void aReleaseThatIsNotAnsweredEndsInAnAbort() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS.withRelease(Duration.ofMillis(100)));
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.send(accept(peer.expect(AssociateRequest.class)));
            Association association = opening.get(Patience.SECONDS, SECONDS);
            association.release();
            assertEquals(Kind.TIMED_OUT, association.end().orElseThrow().kind());
            peer.expect(new ReleaseRequest()).expect(new Abort(AbortReason.SERVICE_USER));
        }
    }

    @Test
    void aReleaseCollisionIsResolvedAsTheTableSays() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.send(accept(peer.expect(AssociateRequest.class)));
            Association association = opening.get(Patience.SECONDS, SECONDS);
            CompletableFuture<Void> releasing = CompletableFuture.runAsync(association::release);
            peer.expect(new ReleaseRequest());
            peer.send(new ReleaseRequest()); // collision: the requestor answers first (states 9 and 11)
            peer.expect(new ReleaseResponse());
            peer.send(new ReleaseResponse()).expectClosed();
            releasing.get(Patience.SECONDS, SECONDS);
            assertEquals(Kind.RELEASED, association.end().orElseThrow().kind());
        }
    }

    @Test
    void dataThatStillComesAfterOurReleaseRequestIsTaken() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        RecordingHandler handler = new RecordingHandler(false);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.send(accept(peer.expect(AssociateRequest.class)));
            Association association = opening.get(Patience.SECONDS, SECONDS);
            association.attach(handler::on);
            CompletableFuture<Void> releasing = CompletableFuture.runAsync(association::release);
            peer.expect(new ReleaseRequest());
            peer.send(new DataTransfer(List.of(new Pdv(1, true, true, Octets.of(1)))));
            peer.send(new ReleaseResponse());
            releasing.get(Patience.SECONDS, SECONDS);
            assertEquals(1, handler.messages.size());
        }
    }

    @Test
    void anAbortOfOursClosesWhenThePeerDoes() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        RecordingHandler handler = new RecordingHandler(false);
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.send(accept(peer.expect(AssociateRequest.class)));
            Association association = opening.get(Patience.SECONDS, SECONDS);
            association.attach(handler::on);
            association.abort("for the test");
            assertFalse(association.isOpen());
            peer.expect(new Abort(AbortReason.SERVICE_USER));
        }
        await().until(() -> !handler.ended.isEmpty());
        assertEquals(
                new AssociationEnd(Kind.ABORTED, "for the test"),
                handler.ended.get(0).end().orElseThrow());
    }

    /** Nobody reads this association yet, so that only the failed writing tells of its loss. */
    @Test
    void anAssociationThatCannotBeWrittenToIsNoLongerOpen() throws Exception {
        CompletableFuture<Association> opening = opening(TIME_OUTS);
        Association association;
        try (RawPeer peer = RawPeer.accept(listener)) {
            peer.send(accept(peer.expect(AssociateRequest.class)));
            association = opening.get(Patience.SECONDS, SECONDS);
            assertTrue(association.isOpen());
        }
        await().until(() -> !isFlushed(association));
        assertFalse(association.isOpen());
    }

    /** Whether a message could still be sent with the next. */
    private static boolean isFlushed(Association association) {
        try {
            try (MessageOutput message = association.beginMessage(1)) {
                message.command(new byte[100]);
                message.completeWithNext();
            }
            association.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
