package dozo.core.association;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.AssociationEnd.Kind;
import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateReject;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.DataTransfer;
import dozo.core.pdu.Octets;
import dozo.core.pdu.PduEncoder;
import dozo.core.pdu.Pdv;
import dozo.core.pdu.RejectReason;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.pdu.ReleaseResponse;
import dozo.core.pdu.UserInformation;
import dozo.core.testing.Patience;
import dozo.core.testing.PeerInformation;
import dozo.core.testing.RawPeer;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.Uid;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The acceptor against a scripted peer that sends what no good requestor would. */
class ScriptedRequestorTest {

    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");
    private static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");
    private static final Uid IMPLICIT = new Uid("1.2.840.10008.1.2");

    private RecordingHandler handler;
    private AssociationAcceptor acceptor;

    @BeforeEach
    void start() throws Exception {
        start(TimeOuts.defaults(), new RecordingHandler(false));
    }

    private void start(TimeOuts timeOuts, RecordingHandler recording) throws Exception {
        if (acceptor != null) {
            acceptor.close();
        }
        handler = recording;
        AcceptorSettings settings = AcceptorSettings.defaults("127.0.0.1", 0)
                .withAssociation(AssociationSettings.defaults().withTimeOuts(timeOuts));
        acceptor = AssociationAcceptor.start(settings, TestingAcceptance.only(VERIFICATION), recording::on);
    }

    @AfterEach
    void stop() {
        acceptor.close();
    }

    private RawPeer associated() throws IOException {
        RawPeer peer = RawPeer.connect(acceptor.port()).send(RawPeer.request(VERIFICATION));
        peer.expect(AssociateAccept.class);
        return peer;
    }

    private AssociationEnd end() {
        await().until(() -> !handler.ended.isEmpty());
        return handler.ended.get(0).end().orElseThrow();
    }

    private static DataTransfer data(int contextId, boolean command, boolean last, int... bytes) {
        return new DataTransfer(List.of(new Pdv(contextId, command, last, Octets.of(bytes))));
    }

    @Test
    void answersEachContextOfARequest() throws Exception {
        List<ContextProposal> contexts = List.of(
                new ContextProposal(1, CT, List.of(IMPLICIT)),
                new ContextProposal(7, VERIFICATION, List.of(new Uid("1.2.3"), IMPLICIT)),
                new ContextProposal(9, VERIFICATION, List.of()));
        try (RawPeer peer = RawPeer.connect(acceptor.port()).send(RawPeer.request("RAW", contexts))) {
            AssociateAccept accept = peer.expect(AssociateAccept.class);
            assertEquals(
                    List.of(3, 0, 4),
                    accept.contexts().stream().map(ContextResult::resultCode).toList());
            assertEquals(
                    List.of(1, 7, 9),
                    accept.contexts().stream().map(ContextResult::id).toList());
            assertEquals("DOZO", accept.calledText());
            assertEquals("RAW", accept.callingText());
            assertEquals(65_536, accept.userInformation().maxPduLength());
            peer.send(new ReleaseRequest()).expect(new ReleaseResponse());
        }
    }

    @Test
    void takesARequestThatArrivesByteByByte() throws Exception {
        try (RawPeer peer = RawPeer.connect(acceptor.port())) {
            for (byte b : PduEncoder.encode(RawPeer.request(VERIFICATION))) {
                peer.send(new byte[] {b});
            }
            peer.expect(AssociateAccept.class);
            for (byte b : PduEncoder.encode(data(1, true, true, 1, 2, 3, 4))) {
                peer.send(new byte[] {b});
            }
            peer.send(new ReleaseRequest()).expect(new ReleaseResponse()).close();
        }
        assertEquals(Kind.RELEASED, end().kind());
        assertArrayEquals(new byte[] {1, 2, 3, 4}, handler.messages.get(0).command());
    }

    @Test
    void joinsFragmentsHoweverTheyAreSpreadOverPdus() throws Exception {
        start(TimeOuts.defaults(), new RecordingHandler(true));
        try (RawPeer peer = associated()) {
            peer.send(data(1, true, false, 1));
            peer.send(data(1, true, false));
            peer.send(new DataTransfer(List.of(
                    new Pdv(1, true, true, Octets.of(2)),
                    new Pdv(1, false, false, Octets.of(3)),
                    new Pdv(1, false, false, Octets.EMPTY))));
            peer.send(data(1, false, true, 4, 5));
            peer.send(new ReleaseRequest()).expect(new ReleaseResponse());
        }
        end();
        assertArrayEquals(new byte[] {1, 2}, handler.messages.get(0).command());
        assertArrayEquals(new byte[] {3, 4, 5}, handler.messages.get(0).dataSet());
    }

    @Test
    void abortsWhenTheFirstPduIsNoRequest() throws Exception {
        try (RawPeer peer = RawPeer.connect(acceptor.port()).send(new ReleaseRequest())) {
            peer.expect(new Abort(AbortReason.SERVICE_USER));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "010000000004 00000000, 0, 0", // a request that ends within its fixed fields
        "474554202f20485454502f312e310d0a, 0, 0" // GET / HTTP/1.1
    })
    void abortsAsServiceUserWhateverComesInsteadOfARequest(String hex, int source, int reason) throws Exception {
        try (RawPeer peer = RawPeer.connect(acceptor.port()).sendHex(hex)) {
            peer.expect(new Abort(source, reason));
        }
    }

    @Test
    void abortsOnAnUnknownPduTypeAsProvider() throws Exception {
        try (RawPeer peer = associated()) {
            peer.sendHex("09 00 00000004 00000000").expect(new Abort(AbortReason.UNRECOGNIZED_PDU));
        }
        assertEquals(Kind.PROTOCOL_VIOLATION, end().kind());
    }

    @Test
    void abortsOnASecondRequestAsUnexpected() throws Exception {
        try (RawPeer peer = associated()) {
            peer.send(RawPeer.request(VERIFICATION)).expect(new Abort(AbortReason.UNEXPECTED_PDU));
        }
        assertEquals(Kind.PROTOCOL_VIOLATION, end().kind());
    }

    @ParameterizedTest
    @CsvSource({"04 00 80000000", "04 00 ffffffff", "04 00 00010001"})
    void abortsOnALengthBeyondTheAnnouncedMaximumWithoutReadingOn(String header) throws Exception {
        try (RawPeer peer = associated()) {
            peer.sendHex(header).expect(new Abort(AbortReason.INVALID_PARAMETER));
        }
    }

    @Test
    void abortsOnDataForAContextThatWasNotAccepted() throws Exception {
        List<ContextProposal> contexts = List.of(
                new ContextProposal(1, VERIFICATION, List.of(IMPLICIT)), new ContextProposal(3, CT, List.of(IMPLICIT)));
        for (int contextId : new int[] {3, 5, 0}) {
            try (RawPeer peer = RawPeer.connect(acceptor.port()).send(RawPeer.request("RAW", contexts))) {
                peer.expect(AssociateAccept.class);
                peer.send(data(contextId, true, true, 1)).expect(new Abort(AbortReason.INVALID_PARAMETER));
            }
        }
        assertTrue(handler.messages.isEmpty());
    }

    @Test
    void abortsOnADataSetWithoutACommandSet() throws Exception {
        try (RawPeer peer = associated()) {
            peer.send(data(1, false, true, 1)).expect(new Abort(AbortReason.INVALID_PARAMETER));
        }
    }

    @Test
    void abortsWhenACommandSetIsInterruptedByADataSet() throws Exception {
        try (RawPeer peer = associated()) {
            peer.send(data(1, true, false, 1)).send(data(1, false, true, 1));
            peer.expect(new Abort(AbortReason.INVALID_PARAMETER));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PROTOCOL_VERSION_NOT_SUPPORTED, 2, DOZO, RAW, 1.2.840.10008.3.1.1.1",
        "APPLICATION_CONTEXT_NOT_SUPPORTED, 1, DOZO, RAW, 1.2.3",
        "CALLED_AE_TITLE_NOT_RECOGNIZED, 1, '', RAW, 1.2.840.10008.3.1.1.1",
        "CALLING_AE_TITLE_NOT_RECOGNIZED, 1, DOZO, 'A\\B', 1.2.840.10008.3.1.1.1"
    })
    void rejectsWithTheReasonThatFits(
            RejectReason reason, int version, String called, String calling, String applicationContext)
            throws Exception {
        AssociateRequest request = new AssociateRequest(
                version,
                called,
                calling,
                applicationContext,
                List.of(new ContextProposal(1, VERIFICATION, List.of(IMPLICIT))),
                List.of(),
                RawPeer.information(AsyncWindow.SYNCHRONOUS));
        try (RawPeer peer = RawPeer.connect(acceptor.port()).send(request)) {
            peer.expect(new AssociateReject(reason)).shutOutput().expectClosed();
        }
        assertTrue(handler.associations.isEmpty());
    }

    @Test
    void rejectsAPeerThatTakesOnlyTinyPdus() throws Exception {
        UserInformation tiny = PeerInformation.maxPdu(127).build();
        AssociateRequest request = new AssociateRequest(
                1,
                "DOZO",
                "RAW",
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                List.of(new ContextProposal(1, VERIFICATION, List.of(IMPLICIT))),
                List.of(),
                tiny);
        try (RawPeer peer = RawPeer.connect(acceptor.port()).send(request)) {
            peer.expect(new AssociateReject(RejectReason.NO_REASON_GIVEN));
        }
    }

    @Test
    void artimClosesASilentSocket() throws Exception {
        start(TimeOuts.defaults().withArtim(Duration.ofMillis(100)), new RecordingHandler(false));
        try (RawPeer peer = RawPeer.connect(acceptor.port())) {
            peer.expectClosed();
        }
    }

    @Test
    void artimIsNotStretchedBySendingTheRequestSlowly() throws Exception {
        start(TimeOuts.defaults().withArtim(Duration.ofMillis(100)), new RecordingHandler(false));
        byte[] request = PduEncoder.encode(RawPeer.request(VERIFICATION));
        try (RawPeer peer = RawPeer.connect(acceptor.port())) {
            peer.send(Arrays.copyOf(request, request.length - 1)).expectClosed();
        }
    }

    /** Not shorter, since it counts from the connection to the request as well, which a busy machine draws out. */
    @Test
    void artimClosesWhenThePeerDoesNotCloseAfterOurAbort() throws Exception {
        start(TimeOuts.defaults().withArtim(Duration.ofSeconds(2)), new RecordingHandler(false));
        try (RawPeer peer = associated()) {
            peer.sendHex("09 00 00000004 00000000").expect(new Abort(AbortReason.UNRECOGNIZED_PDU));
            peer.expectClosed();
        }
    }

    @Test
    void anIdleAssociationIsAbortedUnlessOperationsAreOutstanding() throws Exception {
        RecordingHandler recording = new RecordingHandler(false);
        start(TimeOuts.defaults().withIdle(Duration.ofMillis(100)), recording);
        recording.busy = true;
        try (RawPeer peer = associated()) {
            await().until(() -> !recording.associations.isEmpty());
            await().during(Duration.ofMillis(400))
                    .until(() -> recording.associations.get(0).isOpen());
            recording.busy = false;
            peer.expect(new Abort(AbortReason.SERVICE_USER)).shutOutput().expectClosed();
        }
        assertEquals(Kind.TIMED_OUT, end().kind());
    }

    @Test
    void aMessageThatStopsInTheMiddleIsNotWaitedForLongerThanTheRequestTimeOut() throws Exception {
        start(TimeOuts.defaults().withRequest(Duration.ofMillis(100)), new RecordingHandler(true));
        try (RawPeer peer = associated()) {
            peer.send(data(1, true, true, 1)).expect(new Abort(AbortReason.SERVICE_USER));
        }
        assertEquals(Kind.TIMED_OUT, end().kind());
    }

    @Test
    void aPduThatStopsInTheMiddleIsNotWaitedForLongerThanTheRequestTimeOut() throws Exception {
        start(TimeOuts.defaults().withRequest(Duration.ofMillis(100)), new RecordingHandler(true));
        try (RawPeer peer = associated()) {
            peer.sendHex("04 00 00000100 000000fe 01").expect(new Abort(AbortReason.SERVICE_USER));
        }
        assertEquals(Kind.TIMED_OUT, end().kind());
    }

    /** Its first bytes were read with the PDU before, so that nothing of it comes any more. */
    @Test
    void soIsOneThatBeganBehindAMessage() throws Exception {
        start(TimeOuts.defaults().withRequest(Duration.ofMillis(100)), new RecordingHandler(false));
        try (RawPeer peer = associated()) {
            peer.sendHex("04 00 00000007 00000003 01 03 2a  04 00 000001").expect(new Abort(AbortReason.SERVICE_USER));
        }
        assertEquals(Kind.TIMED_OUT, end().kind());
        assertEquals(1, handler.messages.size());
    }

    @Test
    void aMessageThatComesByteByByteEachInTimeIsNotTakenForEver() throws Exception {
        Duration request = Duration.ofSeconds(1);
        start(TimeOuts.defaults().withRequest(request), new RecordingHandler(true));
        try (RawPeer peer = associated()) {
            peer.send(data(1, true, true, 1));
            await().pollInterval(request.dividedBy(8)).until(() -> {
                peer.send(data(1, false, false, 1));
                return !handler.associations.get(0).isOpen();
            });
            peer.expect(new Abort(AbortReason.SERVICE_USER));
        }
        assertEquals(Kind.TIMED_OUT, end().kind());
    }

    @Test
    void aPeerThatHalfClosesIsGone() throws Exception {
        try (RawPeer peer = associated()) {
            peer.shutOutput().expectClosed();
        }
        assertEquals(Kind.CONNECTION_LOST, end().kind());
    }

    @Test
    void anAbortOfThePeerEndsTheAssociationWithoutAnswer() throws Exception {
        try (RawPeer peer = associated()) {
            peer.send(new Abort(AbortReason.SERVICE_USER)).expectClosed();
        }
        assertEquals(new AssociationEnd(Kind.ABORTED_BY_PEER, "by the application"), end());
    }

    @Test
    void aPeerThatTakesNothingIsCutOffByTheWriteTimeOut() throws Exception {
        start(TimeOuts.defaults().withWrite(Duration.ofMillis(200)), new RecordingHandler(false));
        try (RawPeer peer = associated()) {
            await().until(() -> handler.associations.size() == 1
                    && handler.associations.get(0).isOpen());
            Association association = handler.associations.get(0);
            boolean cut = CompletableFuture.supplyAsync(() -> isCutOffWithin256Mebibytes(association))
                    .get(Patience.SECONDS, SECONDS);
            assertTrue(cut, "256 MiB went into a socket that nobody reads");
        }
        assertEquals(new AssociationEnd(Kind.TIMED_OUT, "the peer did not take what was sent"), end());
    }

    private static boolean isCutOffWithin256Mebibytes(Association association) {
        byte[] data = new byte[1 << 20];
        for (int i = 0; i < 256; i++) {
            try (MessageOutput message = association.beginMessage(1)) {
                message.command(data);
                message.complete();
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aReleaseCollisionIsResolvedAsTheTableSays() throws Exception {
        try (RawPeer peer = associated()) {
            await().until(() -> !handler.associations.isEmpty()
                    && handler.associations.get(0).isOpen());
            Thread releasing = new Thread(() -> handler.associations.get(0).release());
            releasing.start();
            peer.expect(new ReleaseRequest());
            peer.send(new ReleaseRequest()); // collision: the acceptor waits for our answer first (state 10)
            peer.send(new ReleaseResponse());
            peer.expect(new ReleaseResponse());
            peer.close();
            releasing.join(10_000);
            assertFalse(releasing.isAlive());
        }
        assertEquals(Kind.RELEASED, end().kind());
    }

    @Test
    void negotiatesTheWindowDownToWhatIsSupported() throws Exception {
        acceptor.close();
        AssociationSettings own = AssociationSettings.defaults().withWindow(new AsyncWindow(3, 2));
        acceptor = AssociationAcceptor.start(
                AcceptorSettings.defaults("127.0.0.1", 0).withAssociation(own),
                TestingAcceptance.everything(),
                handler::on);
        for (AsyncWindow[] pair : new AsyncWindow[][] {
            {new AsyncWindow(8, 8), new AsyncWindow(3, 2)},
            {new AsyncWindow(0, 0), new AsyncWindow(3, 2)},
            {new AsyncWindow(2, 5), new AsyncWindow(2, 2)},
            {AsyncWindow.SYNCHRONOUS, AsyncWindow.SYNCHRONOUS}
        }) {
            AssociateRequest request = new AssociateRequest(
                    1,
                    "DOZO",
                    "RAW",
                    AssociateRequest.DICOM_APPLICATION_CONTEXT,
                    List.of(new ContextProposal(1, VERIFICATION, List.of(IMPLICIT))),
                    List.of(),
                    RawPeer.information(pair[0]));
            try (RawPeer peer = RawPeer.connect(acceptor.port()).send(request)) {
                assertEquals(
                        pair[1],
                        peer.expect(AssociateAccept.class).userInformation().asyncWindow());
            }
        }
    }
}
