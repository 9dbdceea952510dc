package dozo.core.association;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.Octets;
import dozo.core.pdu.RejectReason;
import dozo.core.pdu.UserIdentity;
import dozo.core.pdu.UserIdentityResponse;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** User identity from a requestor's settings to an acceptor's policy and back (PS3.7 section D.3.3.7). */
class UserIdentityTest {

    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");
    private static final String PASSCODE = "Geheim-秘密";
    private static final UserIdentity USER = UserIdentity.userNameAndPasscode("山田", PASSCODE);
    private static final UserIdentityResponse TICKET =
            new UserIdentityResponse(Octets.of('t', 'i', 'c', 'k', 'e', 't'));

    private final List<UserIdentity> seen = new CopyOnWriteArrayList<>();
    private final RecordingHandler handler = new RecordingHandler(false);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dozo");
    private final Level level = logger.getLevel();

    private AssociationAcceptor acceptor;

    @BeforeEach
    void start() throws Exception {
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(lines);
        acceptor = AssociationAcceptor.start(AcceptorSettings.defaults("127.0.0.1", 0), this::decide, handler::on);
    }

    @AfterEach
    void stop() {
        acceptor.close();
        logger.detachAppender(lines);
        logger.setLevel(level);
    }

    /** Knows one passcode, and takes whoever shows none; answers each identity that it accepts, asked or not. */
    private Acceptance decide(AssociateRequest request, InetAddress peer, Optional<X509Certificate> certificate) {
        Optional<UserIdentity> shown = request.userInformation().userIdentity();
        shown.ifPresent(seen::add);
        Acceptance.Accepted plain =
                (Acceptance.Accepted) TestingAcceptance.everything().decide(request, peer, certificate);
        if (shown.isEmpty()) {
            return plain;
        }
        boolean wrong = shown.get().type() == UserIdentity.USER_NAME_AND_PASSCODE
                && !shown.get().secondary().equals(USER.secondary());
        return wrong
                ? new Acceptance.Rejected(RejectReason.NO_REASON_GIVEN)
                : plain.withUserIdentity(
                        shown.get().type() == UserIdentity.KERBEROS ? TICKET : UserIdentityResponse.PLAIN);
    }

    private Association open(AssociationSettings settings) throws OperatingFailure {
        return AssociationRequestor.open(
                new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", acceptor.port()),
                new AeTitle("SCU"),
                List.of(ProposedContext.of(VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                settings);
    }

    private Optional<UserIdentityResponse> responseTo(UserIdentity identity) throws OperatingFailure {
        try (Association association = open(AssociationSettings.defaults().withUserIdentity(identity))) {
            return association.userIdentityResponse();
        }
    }

    static Stream<UserIdentity> identities() {
        return Stream.of(
                UserIdentity.userName("山田"),
                USER,
                UserIdentity.kerberos(Octets.of(0x6E, 0x82, 0x00, 0xFF)),
                UserIdentity.saml("<saml:Assertion/>"),
                UserIdentity.jsonWebToken("eyJhbGciOiJub25lIn0.e30."));
    }

    @ParameterizedTest
    @MethodSource("identities")
    void thePolicySeesTheIdentityAndItsAcceptanceIsToldOnlyWhenAskedFor(UserIdentity identity) throws Exception {
        UserIdentityResponse yes = identity.type() == UserIdentity.KERBEROS ? TICKET : UserIdentityResponse.PLAIN;
        assertEquals(Optional.empty(), responseTo(identity));
        assertEquals(Optional.of(yes), responseTo(identity.askingForResponse()));
        assertEquals(List.of(identity, identity.askingForResponse()), seen);
    }

    @Test
    void namesAndPasscodesTravelInUtf8() throws Exception {
        responseTo(USER);
        assertEquals("山田", text(seen.get(0).primary()));
        assertEquals(PASSCODE, text(seen.get(0).secondary()));
    }

    @Test
    void whoShowsNoIdentityGetsNoResponse() throws Exception {
        try (Association association = open(AssociationSettings.defaults())) {
            assertEquals(Optional.empty(), association.userIdentityResponse());
            assertTrue(association.contextFor(VERIFICATION).isPresent());
        }
        assertEquals(List.of(), seen);
    }

    @Test
    void aPolicyThatKnowsNothingOfIdentitiesAcceptsWithoutResponse() throws Exception {
        acceptor.close();
        acceptor = AssociationAcceptor.start(
                AcceptorSettings.defaults("127.0.0.1", 0), TestingAcceptance.everything(), handler::on);
        assertEquals(Optional.empty(), responseTo(USER.askingForResponse()));
    }

    @Test
    void anIdentityThatThePolicyRefusesRejectsTheAssociation() {
        UserIdentity wrong =
                UserIdentity.userNameAndPasscode("山田", PASSCODE + "?").askingForResponse();
        OperatingFailure thrown = assertThrows(OperatingFailure.class, () -> responseTo(wrong));
        assertEquals(FailureCode.ASSOCIATION_REJECTED, thrown.code());
    }

    @Test
    void noLogLineHoldsAnIdentity() throws Exception {
        anIdentityThatThePolicyRefusesRejectsTheAssociation();
        responseTo(USER.askingForResponse());
        await().until(() -> !handler.ended.isEmpty());
        String logged = String.join(
                "\n",
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
        assertTrue(logged.contains("association ended"), logged);
        for (Octets secret : List.of(USER.primary(), USER.secondary())) {
            assertFalse(logged.contains(text(secret)) || logged.contains(secret.toString()), logged);
        }
    }

    private static String text(Octets octets) {
        return new String(octets.toByteArray(), StandardCharsets.UTF_8);
    }
}
