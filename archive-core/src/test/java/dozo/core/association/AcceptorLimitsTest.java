package dozo.core.association;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateReject;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.RejectReason;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.pdu.ReleaseResponse;
import dozo.core.testing.Patience;
import dozo.core.testing.RawPeer;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.Uid;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcceptorLimitsTest {

    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    private final RecordingHandler handler = new RecordingHandler(false);
    private final List<RawPeer> peers = new ArrayList<>();
    private AssociationAcceptor acceptor;

    private void start(int total, int perCallingAe, int pendingPerAddress) throws OperatingFailure {
        acceptor = AssociationAcceptor.start(
                AcceptorSettings.defaults("127.0.0.1", 0).withLimits(total, perCallingAe, pendingPerAddress),
                TestingAcceptance.everything(),
                handler::on);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawPeer peer : peers) {
            peer.close();
        }
        acceptor.close();
    }

    private RawPeer connect() throws IOException {
        RawPeer peer = RawPeer.connect(acceptor.port());
        peers.add(peer);
        return peer;
    }

    private RawPeer request(String calling) throws IOException {
        AssociateRequest request = RawPeer.request(
                calling, List.of(new ContextProposal(1, VERIFICATION, List.of(new Uid("1.2.840.10008.1.2")))));
        return connect().send(request);
    }

    /** As a plain and a secure port of one server do. */
    @Test
    void acceptorsThatShareAQuotaTakeNoMoreTogetherThanOneAlone() throws Exception {
        AcceptorSettings settings = AcceptorSettings.defaults("127.0.0.1", 0).withLimits(2, 10, 10);
        AssociationQuota quota = new AssociationQuota(settings);
        acceptor = AssociationAcceptor.start(settings, quota, TestingAcceptance.everything(), handler::on);
        try (AssociationAcceptor other =
                        AssociationAcceptor.start(settings, quota, TestingAcceptance.everything(), handler::on);
                RawPeer onOther = RawPeer.connect(other.port())) {
            RawPeer first = request("A");
            first.expect(AssociateAccept.class);
            onOther.send(RawPeer.request(VERIFICATION)).expect(AssociateAccept.class);
            request("B").expect(new AssociateReject(RejectReason.LOCAL_LIMIT_EXCEEDED));
            assertEquals(1, acceptor.associationCount());
            assertEquals(1, other.associationCount());
            first.send(new ReleaseRequest()).expect(new ReleaseResponse()).close();
            await().until(() -> acceptor.associationCount() == 0);
            request("B").expect(AssociateAccept.class);
        }
    }

    @Test
    void rejectsTransientlyWhatOneCallingAeAsksBeyondItsLimit() throws Exception {
        start(10, 2, 10);
        RawPeer first = request("GREEDY");
        first.expect(AssociateAccept.class);
        request("GREEDY").expect(AssociateAccept.class);
        request("GREEDY").expect(new AssociateReject(RejectReason.LOCAL_LIMIT_EXCEEDED));
        request("MODEST").expect(AssociateAccept.class);
        first.send(new ReleaseRequest()).expect(new ReleaseResponse()).close();
        await().until(() -> acceptor.associationCount() == 2);
        request("GREEDY").expect(AssociateAccept.class);
    }

    @Test
    void rejectsTransientlyBeyondTheTotalLimit() throws Exception {
        start(2, 10, 10);
        request("A").expect(AssociateAccept.class);
        request("B").expect(AssociateAccept.class);
        request("C").expect(new AssociateReject(RejectReason.LOCAL_LIMIT_EXCEEDED));
        assertEquals(2, acceptor.associationCount());
    }

    /** A few sockets that say nothing keep nobody out, not even from their own address. */
    @Test
    void theConnectionSilentForLongestGivesWayBeyondTheLimitOfOneAddress() throws Exception {
        start(10, 10, 3);
        RawPeer first = connect();
        RawPeer second = connect();
        connect();
        request("A").expect(AssociateAccept.class);
        first.expectClosed();
        connect();
        connect();
        second.expectClosed();
        request("B").expect(AssociateAccept.class);
        assertEquals(2, acceptor.associationCount());
    }

    @Test
    void silentConnectionsOfManyAddressesKeepNobodyOut() throws Exception {
        start(10, 10, 3);
        List<RawPeer> silent = new ArrayList<>();
        for (int i = 0; i < 2 * PendingConnections.MAX; i++) {
            RawPeer peer = RawPeer.connect(
                    acceptor.port(), InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (i % 100)}));
            peers.add(peer);
            silent.add(peer);
        }
        request("A").expect(AssociateAccept.class);
        for (RawPeer peer : silent.subList(0, PendingConnections.MAX)) {
            peer.expectClosed();
        }
    }

    /** Each has sent the beginning of its request, as many that connect at one moment do. */
    @Test
    void aConnectionIsClosedWhenAllOthersOfItsAddressAreJustSendingTheirRequests() throws Exception {
        start(10, 10, 3);
        List<RawPeer> busy = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            busy.add(connect().sendHex("01 00"));
        }
        connect().expectClosed();
        busy.get(2).close();
        await().ignoreExceptions().untilAsserted(() -> request("A").expect(AssociateAccept.class));
    }

    @Test
    void anAssociationNoLongerCountsAsPending() throws Exception {
        start(10, 10, 1);
        for (int i = 0; i < 5; i++) {
            request("A").expect(AssociateAccept.class);
        }
        assertEquals(5, acceptor.associationCount());
    }

    @Test
    void drainingLetsARunningAssociationEndAndAcceptsNoOther() throws Exception {
        start(10, 10, 10);
        RawPeer running = request("A");
        running.expect(AssociateAccept.class);
        CompletableFuture<Integer> draining =
                CompletableFuture.supplyAsync(() -> acceptor.drain(Duration.ofSeconds(20)));
        await().until(() -> !accepts());
        running.send(new ReleaseRequest()).expect(new ReleaseResponse()).close();
        assertEquals(0, draining.get(Patience.SECONDS, SECONDS));
    }

    private boolean accepts() {
        try (RawPeer probe = RawPeer.connect(acceptor.port())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void drainingAbortsWhatHasNotEndedInTime() throws Exception {
        start(10, 10, 10);
        RawPeer stubborn = request("A");
        stubborn.expect(AssociateAccept.class);
        RawPeer silent = connect();
        await().until(() -> acceptor.associationCount() == 1
                && !handler.associations.isEmpty()
                && handler.associations.get(0).isOpen());
        assertEquals(1, acceptor.drain(Duration.ofMillis(100)));
        stubborn.expect(new Abort(AbortReason.SERVICE_USER)).expectClosed();
        silent.expectClosed();
        assertEquals(0, acceptor.associationCount());
    }

    @Test
    void aPortThatIsTakenIsAFailureOfConfiguration() throws Exception {
        start(10, 10, 10);
        OperatingFailure failure = assertThrows(
                OperatingFailure.class,
                () -> AssociationAcceptor.start(
                        AcceptorSettings.defaults("127.0.0.1", acceptor.port()),
                        TestingAcceptance.everything(),
                        handler::on));
        assertEquals(FailureCode.CONFIGURATION_INVALID, failure.code());
        assertTrue(failure.getMessage().contains(Integer.toString(acceptor.port())));
    }

    @Test
    void aPolicyThatFailsRejectsItsRequestAndConcernsNobodyElse() throws Exception {
        acceptor = AssociationAcceptor.start(
                AcceptorSettings.defaults("127.0.0.1", 0),
                (request, peer, certificate) -> {
                    if (request.callingText().equals("TRIGGER")) {
                        throw new IllegalStateException("a bug");
                    }
                    return TestingAcceptance.everything().decide(request, peer, certificate);
                },
                handler::on);
        request("TRIGGER").expect(new AssociateReject(RejectReason.TEMPORARY_CONGESTION));
        request("OTHER").expect(AssociateAccept.class);
    }
}
