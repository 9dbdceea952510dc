package dozo.core.association;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.TlsSettings.ClientCertificate;
import dozo.core.encoding.BufferOutput;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Certificates;
import dozo.core.testing.RawPeer;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {

    private static final TimeOuts HASTY = TimeOuts.defaults().withArtim(Duration.ofMillis(100));
    private static final long SEED = 20_261_123;
    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    @TempDir
    static Path folder;

    private static Certificates archive;
    private static Certificates modality;
    private static Certificates stranger;

    private final RecordingHandler handler = new RecordingHandler(true);
    private final AtomicReference<Optional<X509Certificate>> shown = new AtomicReference<>();
    private AssociationAcceptor acceptor;

    @BeforeAll
    static void makeCertificates() throws Exception {
        archive = Certificates.create(folder, "archive");
        modality = Certificates.create(folder, "modality");
        stranger = Certificates.create(folder, "stranger");
    }

    @AfterEach
    void stop() {
        if (acceptor != null) {
            acceptor.close();
        }
    }

    private static TlsContext context(
            TlsProfile profile, Certificates own, Certificates trusted, ClientCertificate clientCertificate)
            throws OperatingFailure {
        return TlsContext.load(new TlsSettings(
                profile,
                Optional.of(own.keyStore()),
                Certificates.PASSWORD,
                trusted.certificate(),
                Certificates.PASSWORD,
                clientCertificate));
    }

    private void start(TlsContext tls) throws OperatingFailure {
        start(tls, TimeOuts.defaults());
    }

    private void start(TlsContext tls, TimeOuts timeOuts) throws OperatingFailure {
        AcceptorSettings settings = AcceptorSettings.defaults("127.0.0.1", 0)
                .withAssociation(AssociationSettings.defaults().withTls(tls).withTimeOuts(timeOuts));
        acceptor = AssociationAcceptor.start(
                settings,
                (request, peer, certificate) -> {
                    shown.set(certificate);
                    return TestingAcceptance.everything().decide(request, peer, certificate);
                },
                handler::on);
    }

    private Association open(TlsContext tls) throws OperatingFailure {
        return AssociationRequestor.open(
                new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", acceptor.port(), true),
                new AeTitle("SCU"),
                List.of(ProposedContext.of(VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                AssociationSettings.defaults().withTls(tls));
    }

    private void exchangeAMessage(Association association) throws Exception {
        byte[] data = new byte[300_000];
        new Random(SEED).nextBytes(data);
        try (MessageOutput message = association.beginMessage(1)) {
            message.command(new byte[200_000]);
            try (OutputStream out = message.dataSet()) {
                ByteBuffer outside =
                        ByteBuffer.allocateDirect(data.length).put(data).flip();
                ((BufferOutput) out).write(outside);
            }
            message.complete();
        }
        association.close();
        await().until(() -> !handler.ended.isEmpty());
        assertEquals(200_000, handler.messages.get(0).command().length);
        assertArrayEquals(data, handler.messages.get(0).dataSet());
        assertEquals(
                AssociationEnd.Kind.RELEASED,
                handler.ended.get(0).end().orElseThrow().kind());
    }

    @ParameterizedTest
    @EnumSource(TlsProfile.class)
    void carriesAssociationsUnderEachProfile(TlsProfile profile) throws Exception {
        start(context(profile, archive, modality, ClientCertificate.REQUIRED));
        exchangeAMessage(open(context(profile, modality, archive, ClientCertificate.NONE)));
        assertTrue(shown.get().orElseThrow().getSubjectX500Principal().getName().contains("CN=modality"));
    }

    @Test
    void letsAPeerWithoutCertificateInWhenOneIsOptional() throws Exception {
        start(context(TlsProfile.BCP_195, archive, modality, ClientCertificate.OPTIONAL));
        TlsContext without = TlsContext.load(new TlsSettings(
                TlsProfile.BCP_195,
                Optional.empty(),
                "",
                archive.certificate(),
                Certificates.PASSWORD,
                ClientCertificate.NONE));
        exchangeAMessage(open(without));
        assertEquals(Optional.empty(), shown.get());
    }

    @Test
    void keepsAPeerOutWhoseCertificateIsNotTrusted() throws Exception {
        start(context(TlsProfile.BCP_195, archive, modality, ClientCertificate.REQUIRED));
        TlsContext strange = context(TlsProfile.BCP_195, stranger, archive, ClientCertificate.NONE);
        assertThrows(OperatingFailure.class, () -> open(strange));
        assertTrue(handler.associations.isEmpty());
    }

    @Test
    void aRequestorDoesNotTalkToAnAcceptorItDoesNotTrust() throws Exception {
        start(context(TlsProfile.BCP_195, stranger, modality, ClientCertificate.NONE));
        TlsContext careful = context(TlsProfile.BCP_195, modality, archive, ClientCertificate.NONE);
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> open(careful));
        assertEquals(FailureCode.PEER_UNREACHABLE, failure.code());
    }

    @Test
    void aPeerThatSpeaksNoTlsIsClosed() throws Exception {
        start(context(TlsProfile.BCP_195, archive, modality, ClientCertificate.NONE), HASTY);
        try (RawPeer peer = RawPeer.connect(acceptor.port()).send(RawPeer.request(VERIFICATION))) {
            peer.awaitClose(); // after a TLS alert, which is no PDU
        }
        assertTrue(handler.associations.isEmpty());
    }

    @Test
    void artimCoversASilentHandshake() throws Exception {
        start(context(TlsProfile.BCP_195, archive, modality, ClientCertificate.NONE), HASTY);
        try (RawPeer peer = RawPeer.connect(acceptor.port())) {
            peer.expectClosed();
        }
    }

    @Test
    void readsKeysFromPemToo() throws Exception {
        TlsContext fromPem = TlsContext.load(new TlsSettings(
                TlsProfile.BCP_195,
                Optional.of(archive.pem()),
                "",
                modality.certificate(),
                "",
                ClientCertificate.REQUIRED));
        start(fromPem);
        exchangeAMessage(open(context(TlsProfile.BCP_195, modality, archive, ClientCertificate.NONE)));
    }

    @Test
    void aWrongPasswordIsAFailureOfConfigurationThatDoesNotRepeatIt() {
        OperatingFailure failure = assertThrows(
                OperatingFailure.class,
                () -> TlsContext.load(new TlsSettings(
                        TlsProfile.BCP_195,
                        Optional.of(archive.keyStore()),
                        "wrong-secret",
                        modality.certificate(),
                        "",
                        ClientCertificate.NONE)));
        assertEquals(FailureCode.CONFIGURATION_INVALID, failure.code());
        assertTrue(!failure.getMessage().contains("wrong-secret"), failure.getMessage());
    }
}
