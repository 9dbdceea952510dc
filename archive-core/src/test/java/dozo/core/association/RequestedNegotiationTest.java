package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.AsyncWindow;
import dozo.core.pdu.CommonExtendedNegotiation;
import dozo.core.pdu.ExtendedNegotiation;
import dozo.core.pdu.Octets;
import dozo.core.pdu.RoleSelection;
import dozo.core.pdu.UserIdentity;
import dozo.core.pdu.UserInformation;
import dozo.core.testing.Patience;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Everything of PS3.7 Annex D.3.3 that a requestor can ask for reaches the acceptor's policy as it was asked. */
class RequestedNegotiationTest {

    private static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");
    private static final Uid PRIVATE_CT = new Uid("1.2.3.4.5");
    private static final Uid STORAGE = new Uid("1.2.840.10008.4.2");

    private static ProposedContext proposing(Uid abstractSyntax) {
        return ProposedContext.of(abstractSyntax, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    /** What the policy of an acceptor saw of a requestor with these contexts and settings. */
    private static UserInformation asked(AssociationSettings settings, ProposedContext... contexts) throws Exception {
        CompletableFuture<UserInformation> seen = new CompletableFuture<>();
        AcceptancePolicy policy = (request, peer, certificate) -> {
            seen.complete(request.userInformation());
            return TestingAcceptance.everything().decide(request, peer, certificate);
        };
        RecordingHandler handler = new RecordingHandler(false);
        try (AssociationAcceptor acceptor =
                        AssociationAcceptor.start(AcceptorSettings.defaults("127.0.0.1", 0), policy, handler::on);
                Association association = AssociationRequestor.open(
                        new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", acceptor.port()),
                        new AeTitle("SCU"),
                        List.of(contexts),
                        settings)) {
            assertTrue(association.isOpen());
            return seen.get(Patience.SECONDS, TimeUnit.SECONDS);
        }
    }

    private static UserInformation asked(ProposedContext... contexts) throws Exception {
        return asked(AssociationSettings.defaults(), contexts);
    }

    @Test
    void commonExtendedNegotiationIsAskedOnceForEachSopClass() throws Exception {
        ProposedContext special = proposing(PRIVATE_CT).withCommonExtended(STORAGE, List.of(CT));
        assertEquals(
                List.of(
                        new CommonExtendedNegotiation(PRIVATE_CT, STORAGE, List.of(CT)),
                        new CommonExtendedNegotiation(CT, STORAGE, List.of())),
                asked(special, special, proposing(CT).withCommonExtended(STORAGE, List.of()))
                        .commonExtendedNegotiations());
        assertEquals(List.of(), asked(proposing(CT)).commonExtendedNegotiations());
    }

    @Test
    void theExtendedNegotiationOfASopClassIsAsked() throws Exception {
        assertEquals(
                List.of(new ExtendedNegotiation(CT, Octets.of(2, 0, 1))),
                asked(proposing(CT).withExtended(Octets.of(2, 0, 1))).extendedNegotiations());
    }

    @Test
    void theAsynchronousOperationsWindowIsAsked() throws Exception {
        AsyncWindow window = new AsyncWindow(7, 3);
        assertEquals(
                window,
                asked(AssociationSettings.defaults().withWindow(window), proposing(CT))
                        .asyncWindow());
    }

    @Test
    void theRolesAskedForASopClassAreThoseOfAllItsContexts() throws Exception {
        List<RoleSelection> both = List.of(new RoleSelection(CT, true, true));
        assertEquals(both, asked(proposing(CT).withRoles(true, true)).roleSelections());
        assertEquals(both, asked(proposing(CT), proposing(CT).asScp()).roleSelections());
        assertEquals(both, asked(proposing(CT).asScp(), proposing(CT)).roleSelections());
        assertEquals(List.of(), asked(proposing(CT), proposing(CT)).roleSelections());
    }

    @Test
    void moreThanItsItemsHoldIsRefusedBeforeAnybodyIsConnectedTo() {
        AssociationSettings tooMuch =
                AssociationSettings.defaults().withUserIdentity(UserIdentity.saml("x".repeat(65_530)));
        assertThrows(IllegalArgumentException.class, () -> asked(tooMuch, proposing(CT)));
    }
}
