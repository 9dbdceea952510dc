package dozo.core.dimse;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.AssociateAccept;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.DataTransfer;
import dozo.core.pdu.Octets;
import dozo.core.pdu.Pdv;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.RawPeer;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncWindowTest {

    private static final int STORES = 12;

    private final ExecutorService callers = Executors.newFixedThreadPool(STORES);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private List<CompletableFuture<Response>> storeFromManyThreads(Association association) {
        DimseClient client = new DimseClient(association);
        List<CompletableFuture<Response>> responses = new ArrayList<>();
        for (int i = 0; i < STORES; i++) {
            Uid instance = new Uid("1.2.3." + i);
            responses.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return client.store(
                                    association.contexts().get(0),
                                    StoreRequest.of(Instances.CT, instance),
                                    out -> out.write(new byte[50_000]));
                        } catch (OperatingFailure e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    callers));
        }
        return responses;
    }

    @Test
    void overlappingStoresAllGetTheirOwnAnswer() throws Exception {
        StoredMessages messages = new StoredMessages();
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, messages)
                .build();
        AssociationSettings settings = AssociationSettings.defaults().withWindow(new AsyncWindow(4, 1));
        try (DimseFixture fixture = new DimseFixture(services, settings);
                Association association = fixture.open(Instances.CT)) {
            assertEquals(new AsyncWindow(4, 1), association.window());
            List<CompletableFuture<Response>> responses = storeFromManyThreads(association);
            for (int i = 0; i < STORES; i++) {
                Response response = responses.get(i).get(Patience.SECONDS, SECONDS);
                assertEquals(DimseStatus.SUCCESS, response.status());
                assertEquals(
                        new Uid("1.2.3." + i),
                        response.command().sopInstanceUid().orElseThrow());
            }
        }
        assertEquals(STORES, messages.stored().size());
    }

    /** A peer that grants a window of four, then holds its answers back until it has seen how many requests come without one. */
    @Test
    void asManyRequestsAsTheWindowAllowsAreOutstandingAndNotOneMore() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Association> opening = CompletableFuture.supplyAsync(() -> open(listener), callers);
            try (RawPeer peer = RawPeer.accept(listener)) {
                AssociateRequest request = peer.expect(AssociateRequest.class);
                assertEquals(new AsyncWindow(10, 1), request.userInformation().asyncWindow());
                peer.send(accept(request));
                Association association = opening.get(Patience.SECONDS, SECONDS);
                AtomicInteger received = new AtomicInteger();
                List<CommandSet> unanswered = Collections.synchronizedList(new ArrayList<>());
                CompletableFuture<Void> reading =
                        CompletableFuture.runAsync(() -> readStores(peer, received, unanswered));
                List<CompletableFuture<Response>> responses = storeFromManyThreads(association);
                await().until(() -> received.get() == 4);
                await().during(Duration.ofMillis(300)).until(() -> received.get() == 4);
                answer(peer, unanswered.remove(2)); // out of order
                await().until(() -> received.get() == 5);
                while (responses.stream().anyMatch(r -> !r.isDone())) {
                    await().until(() -> !unanswered.isEmpty() || allDone(responses));
                    if (!unanswered.isEmpty()) {
                        answer(peer, unanswered.remove(unanswered.size() - 1));
                    }
                }
                assertEquals(STORES, received.get());
                association.abort();
                reading.get(Patience.SECONDS, SECONDS);
            }
        }
    }

    private static boolean allDone(List<CompletableFuture<Response>> responses) {
        return responses.stream().allMatch(CompletableFuture::isDone);
    }

    private static Association open(ServerSocket listener) {
        try {
            return AssociationRequestor.open(
                    new RemoteAe(new AeTitle("RAW"), "127.0.0.1", listener.getLocalPort()),
                    new AeTitle("DOZO"),
                    List.of(ProposedContext.of(Instances.CT, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                    AssociationSettings.defaults().withWindow(new AsyncWindow(10, 1)));
        } catch (OperatingFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static AssociateAccept accept(AssociateRequest request) {
        return new AssociateAccept(
                1,
                request.calledText(),
                request.callingText(),
                request.applicationContext(),
                List.of(ContextResult.accepted(1, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid())),
                RawPeer.information(new AsyncWindow(4, 1)));
    }

    private static void readStores(RawPeer peer, AtomicInteger received, List<CommandSet> unanswered) {
        try {
            CommandSet command = null;
            while (peer.receive() instanceof DataTransfer data) {
                for (Pdv pdv : data.pdvs()) {
                    if (pdv.command()) {
                        command = CommandCodec.decode(pdv.fragment().toByteArray());
                    } else if (pdv.last()) {
                        unanswered.add(command);
                        received.incrementAndGet();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(RawPeer peer, CommandSet request) throws IOException {
        byte[] response = CommandCodec.encode(request.response(DimseStatus.SUCCESS));
        peer.send(new DataTransfer(List.of(new Pdv(1, true, true, Octets.of(response)))));
    }
}
