package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.Association;
import dozo.core.association.AssociationEnd;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.association.TimeOuts;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoAndStoreTest {

    private static final AeTitle OWN = new AeTitle("SCU");

    private final StoredMessages messages = new StoredMessages();
    private DimseServer server;
    private RemoteAe remote;

    @BeforeEach
    void startServer() throws OperatingFailure {
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, messages)
                .build();
        server = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0), TestingAcceptance.everything(), services, 2);
        remote = new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", server.port());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private Association open(AssociationSettings settings, Uid... classes) throws OperatingFailure {
        List<ProposedContext> contexts = List.of(classes).stream()
                .map(uid -> ProposedContext.of(uid, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .toList();
        return AssociationRequestor.open(remote, OWN, contexts, settings);
    }

    @Test
    void answersAnEchoAndReleases() throws Exception {
        Association association = open(AssociationSettings.defaults(), DimseClient.VERIFICATION);
        Response response = new DimseClient(association).echo();
        assertEquals(DimseStatus.SUCCESS, response.status());
        association.close();
        assertEquals(
                AssociationEnd.Kind.RELEASED, association.end().orElseThrow().kind());
        assertFalse(association.isOpen());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4084, 4085, 4086, 4096, 16_384, 1_000_003})
    void carriesADataSetOfAnyLengthUnchanged(int length) throws Exception {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        AssociationSettings smallest =
                AssociationSettings.defaults().withMaxPdu(AssociationSettings.MIN_PDU, AssociationSettings.MIN_PDU);
        Uid instance = Instances.newUid();
        try (Association association = open(smallest, Instances.CT)) {
            PresentationContext context = association.contextFor(Instances.CT).orElseThrow();
            Response response = new DimseClient(association)
                    .store(context, StoreRequest.of(Instances.CT, instance), out -> out.write(data));
            assertEquals(DimseStatus.SUCCESS, response.status());
            assertEquals(instance, response.command().sopInstanceUid().orElseThrow());
        }
        assertArrayEquals(data, messages.stored().get(instance));
    }

    @Test
    void abortsWhenTheSourceFailsInTheMiddleSinceThePeerCouldNotTell() throws Exception {
        Association association = open(AssociationSettings.defaults(), Instances.CT);
        PresentationContext context = association.contextFor(Instances.CT).orElseThrow();
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> new DimseClient(association)
                .store(context, StoreRequest.of(Instances.CT, Instances.newUid()), out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("bad sector");
                }));
        assertEquals(FailureCode.DISK_ERROR, failure.code());
        assertFalse(association.isOpen());
        assertTrue(messages.stored().isEmpty());
        association.close();
    }

    @Test
    void endsTheWaitForAPeerThatHangsAsSoonAsItIsAborted() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch testEnded = new CountDownLatch(1);
        DimseServices hanging = DimseServices.builder()
                .addDefault(CommandField.C_STORE, exchange -> {
                    arrived.countDown();
                    try {
                        testEnded.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build();
        AssociationSettings patient = AssociationSettings.defaults().withTimeOuts(TimeOuts.all(Duration.ofMinutes(5)));
        try (DimseServer slow = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0), TestingAcceptance.everything(), hanging, 2)) {
            remote = new RemoteAe(new AeTitle("SLOW"), "127.0.0.1", slow.port());
            Association association = open(patient, Instances.CT);
            CompletableFuture<OperatingFailure> failure =
                    CompletableFuture.supplyAsync(() -> assertThrows(OperatingFailure.class, () -> {
                        try (association) {
                            new DimseClient(association)
                                    .store(
                                            association.contextFor(Instances.CT).orElseThrow(),
                                            StoreRequest.of(Instances.CT, Instances.newUid()),
                                            out -> out.write(1));
                        }
                    }));
            arrived.await();
            association.abort();
            assertEquals(
                    FailureCode.ASSOCIATION_ABORTED,
                    failure.get(1, TimeUnit.MINUTES).code());
            testEnded.countDown();
        }
    }

    @Test
    void keepsToTheShorterOfBothMaximumLengths() throws Exception {
        AssociationSettings settings =
                AssociationSettings.defaults().withMaxPdu(ByteSize.ofKibibytes(256), ByteSize.ofMebibytes(1));
        byte[] data = new byte[3_000_000];
        Uid instance = Instances.newUid();
        try (Association association = open(settings, Instances.CT)) {
            new DimseClient(association)
                    .store(
                            association.contextFor(Instances.CT).orElseThrow(),
                            StoreRequest.of(Instances.CT, instance),
                            out -> out.write(data));
        }
        assertArrayEquals(data, messages.stored().get(instance));
    }
}
